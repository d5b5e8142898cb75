namespace Spotter.Learning.Training;

/// <summary>What to measure a model on.</summary>
public sealed record EvaluationRequest
{
    /// <summary>Holds one folder of pictures per label, named as the label.</summary>
    public required string Folder { get; init; }

    /// <summary>More such folders, whose pictures take part as if they lay in the first. Default: none.</summary>
    public IReadOnlyList<string> MoreFolders { get; init; } = [];

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>Which of the model's labels a folder's name stands for. Default: the label of that name.</summary>
    public IReadOnlyDictionary<string, string> LabelNames { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The one label to measure against everything else: the pictures of the folder of that name, or of the folder that
    /// <see cref="LabelNames"/> says, are it, and those of all others are not. A picture is taken for it from the score 0.5. Null, the
    /// default, measures all labels.
    /// </summary>
    public string? OnlyLabel { get; init; }

    /// <summary>True measures on pictures that the model was made from as well, which proves nothing. Default false.</summary>
    public bool IncludeSeen { get; init; }

    /// <summary>Where words that were read are kept for the next time; null, the default, for nowhere.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>True, the default, reads the words in pictures for a model that takes them, where a reader is installed.</summary>
    public bool UseWords { get; init; } = true;

    /// <summary>Where the page for a person goes; null for none.</summary>
    public string? PageFile { get; init; }
}
