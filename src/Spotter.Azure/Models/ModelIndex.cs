namespace Spotter.Azure.Models;

/// <summary>Which versions of which models are kept, and which of them count: one blob, so that it changes in one step.</summary>
internal sealed record ModelIndex
{
    /// <summary>The format that this program writes, and the only one that it reads.</summary>
    public const int Current = 1;

    /// <summary>The format.</summary>
    public int Format { get; init; } = Current;

    /// <summary>The models by their names.</summary>
    public IReadOnlyDictionary<string, KeptModel> Models { get; init; } = new Dictionary<string, KeptModel>();

    /// <summary>The same with another state of one model.</summary>
    public ModelIndex With(string name, KeptModel model) =>
        this with { Models = new Dictionary<string, KeptModel>(Models, StringComparer.Ordinal) { [name] = model } };
}
