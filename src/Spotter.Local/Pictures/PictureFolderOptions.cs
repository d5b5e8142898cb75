using System.ComponentModel.DataAnnotations;

namespace Spotter.Local.Pictures;

/// <summary>Where pictures are kept. Settings section <c>Pictures</c>.</summary>
public sealed class PictureFolderOptions
{
    /// <summary>The folder; it is made if need be. Default <c>spotter-data/pictures</c>, below the working folder.</summary>
    [Required]
    public string Folder { get; set; } = Path.Combine("spotter-data", "pictures");
}
