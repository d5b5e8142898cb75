namespace Spotter.Simulator.Scenarios;

/// <summary>How the hosted tagger, Clarifai, behaves.</summary>
public sealed class TaggerScript
{
    /// <summary>
    /// The ids of the models that exist; empty means every model does. One whose id holds <c>detect</c> answers with regions.
    /// </summary>
    public IReadOnlyList<string> Models { get; set; } = [];

    /// <summary>The concepts that every model knows.</summary>
    public IReadOnlyList<string> Concepts { get; set; } = ["specials-board", "other", "food", "soup", "text", "people", "indoors", "table"];

    /// <summary>Calls allowed in any second and for each key; 0 means no limit. Default 15, as Clarifai allows.</summary>
    public int CallsPerSecond { get; set; } = 15;

    /// <summary>What goes wrong. The first fault that is due counts.</summary>
    public IReadOnlyList<TaggerFault> Faults { get; set; } = [];
}
