namespace Spotter.Simulator.Scenarios;

/// <summary>A scenario that cannot be played; the message names the file, the line or property, and what to write instead.</summary>
public sealed class ScenarioException(string message, Exception? inner = null) : SpotterException(message, inner)
{
    /// <summary>The same, where the words or settings of a person, or what they name, are to be changed.</summary>
    public static ScenarioException OfInput(string message, Exception? inner = null) => new(message, inner) { IsInput = true };
}
