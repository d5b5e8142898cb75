namespace Spotter.Training;

/// <summary>What to train a model from, and where to write it.</summary>
public sealed record TrainingRequest
{
    /// <summary>Holds one folder of pictures per label, named as the label. Folders within those are read too; hidden files are not.</summary>
    public required string Folder { get; init; }

    /// <summary>Where <c>model.onnx</c>, <c>model.json</c> and <c>MODEL_CARD.md</c> go; its name becomes the model's.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>
    /// The ONNX file that gives the features, with a file of the same name and the extension <c>.json</c> beside it that describes its input as
    /// <c>model.json</c> does. Null, the default, takes the built-in backbone: wavelet scattering and a colour histogram.
    /// </summary>
    public string? Backbone { get; init; }

    /// <summary>The backbone's tensor that gives the features; any tensor of the graph. Default: the first output.</summary>
    public string? FeatureTensor { get; init; }

    /// <summary>What the pictures are and where they came from, in a sentence, for the model card. Default: only the folder's name.</summary>
    public string? Data { get; init; }

    /// <summary>Chooses which pictures are held out. Default 0.</summary>
    public int Seed { get; init; }
}
