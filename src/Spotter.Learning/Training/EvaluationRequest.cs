namespace Spotter.Learning.Training;

/// <summary>What to measure a model on.</summary>
public sealed record EvaluationRequest
{
    /// <summary>Holds one folder of pictures per label, named as the label.</summary>
    public required string Folder { get; init; }

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>Which of the model's labels a folder's name stands for. Default: the label of that name.</summary>
    public IReadOnlyDictionary<string, string> LabelNames { get; init; } = new Dictionary<string, string>();

    /// <summary>True measures on pictures that the model was made from as well, which proves nothing. Default false.</summary>
    public bool IncludeSeen { get; init; }

    /// <summary>Where the page for a person goes; null for none.</summary>
    public string? PageFile { get; init; }
}
