using System.ComponentModel.DataAnnotations;

namespace Spotter.Local.Pictures;

/// <summary>Where the files of videos are kept. Settings section <c>Videos</c>.</summary>
public sealed class VideoFolderOptions
{
    /// <summary>The folder; it is made if need be. Default <c>spotter-data/videos</c>, below the working folder.</summary>
    [Required]
    public string Folder { get; set; } = Path.Combine("spotter-data", "videos");
}
