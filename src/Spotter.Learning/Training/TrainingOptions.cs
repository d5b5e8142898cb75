using System.ComponentModel.DataAnnotations;

namespace Spotter.Learning.Training;

/// <summary>How training works on this machine. Settings section <c>Training</c>.</summary>
public sealed class TrainingOptions
{
    /// <summary>
    /// Where the features of pictures are kept between trainings; may be deleted at any time. Default <c>spotter-data/features</c>.
    /// </summary>
    [Required]
    public string CacheFolder { get; set; } = Path.Combine("spotter-data", "features");

    /// <summary>What holds for single models, by their names.</summary>
    public IDictionary<string, ModelTrainingOptions> Models { get; } =
        new Dictionary<string, ModelTrainingOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The folders of pictures that a training of a model from corrections takes beside them.</summary>
    public IReadOnlyList<string> FoldersOf(string model) =>
        Models.TryGetValue(model, out var one) && one.Folder is { Length: > 0 } folder ? [folder] : [];
}
