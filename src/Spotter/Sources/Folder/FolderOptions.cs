using System.ComponentModel.DataAnnotations;

namespace Spotter.Sources.Folder;

/// <summary>Where the source <c>folder</c> looks. Settings section <c>Sources:Folder</c>.</summary>
public sealed class FolderOptions
{
    /// <summary>The directory that relative handles start from. Default: the current directory.</summary>
    [Required]
    public string Root { get; set; } = ".";

    /// <summary>The directory that a handle names.</summary>
    public string DirectoryOf(string handle) => Path.GetFullPath(handle, Path.GetFullPath(Root));
}
