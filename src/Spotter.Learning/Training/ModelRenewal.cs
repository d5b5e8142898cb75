using Spotter.Corrections;
using Spotter.Learning.Requests;

namespace Spotter.Learning.Training;

/// <summary>A new version of a model in the making. What people labelled lies in a folder of its own until this is disposed.</summary>
public sealed class ModelRenewal : IDisposable
{
    private readonly CorrectionsFolder _place;

    internal ModelRenewal(CorrectionsFolder place) => _place = place;

    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The folder of the version in use.</summary>
    public required string Former { get; init; }

    /// <summary>The options that it was trained with; null where none were given.</summary>
    public required string? TrainedWith { get; init; }

    /// <summary>Where the new version goes.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>The pictures that people labelled, a folder for each label.</summary>
    public string Corrections => _place.Pictures;

    /// <summary>What could not be taken and why, a sentence for each.</summary>
    public IReadOnlyList<string> Problems { get; internal set; } = [];

    /// <summary>How many pictures of each label people labelled.</summary>
    public IReadOnlyDictionary<string, int> Labels { get; internal set; } = new Dictionary<string, int>();

    /// <summary>What they are called to a person, by the SHA-256 of their bytes.</summary>
    internal IReadOnlyDictionary<string, string> Names { get; set; } = new Dictionary<string, string>();

    /// <summary>The new version's name.</summary>
    public string Version => Path.GetFileName(OutputFolder);

    /// <summary>What to train.</summary>
    /// <param name="folders">More folders of pictures; what people say of a picture wins over where it lies.</param>
    /// <exception cref="CorrectionException">What people labelled makes no model, and there is no folder.</exception>
    public TrainingRequest RequestWith(IReadOnlyList<string> folders) => new()
    {
        Folder = folders.Count == 0 && new TrainingSupply(Labels, New: 0, Seen: 0).FindProblem() is { } problem
            ? throw new CorrectionException(
                $"{problem} Label more: spotter review; or name a folder of other pictures: spotter train --from-corrections --model "
                    + $"{Model} FOLDER")
            : Corrections,
        Names = new PictureNames(Corrections, "what people labelled", Names),
        MoreFolders = folders,
        Name = Model,
        Former = Model,
        OutputFolder = OutputFolder,
        Backbone = Former,
        Data = folders.Count == 0 ? "what people labelled" : $"what people labelled, and {folders.Count} folder(s)",
    };

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();
}
