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
}
