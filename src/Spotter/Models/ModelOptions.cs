using System.ComponentModel.DataAnnotations;

namespace Spotter.Models;

/// <summary>Where models are, and how large they may be. Settings section <c>Models</c>.</summary>
public sealed class ModelOptions
{
    /// <summary>The folder that holds a folder for each model. Default <c>models</c>, below the working folder.</summary>
    [Required]
    public string Folder { get; set; } = "models";

    /// <summary>
    /// The folder of the models that came with the program: looked in after <see cref="Folder"/>, and never written. Null where there is
    /// none but that one. Default null;
    /// in the command the folder <c>models</c> beside the program.
    /// </summary>
    public string? BuiltInFolder { get; set; }

    /// <summary>
    /// The most bytes that a model and its data files may have, on the disk or in a download. Default 2 GB (2,147,483,647), more than which
    /// no ONNX file holds.
    /// </summary>
    [Range(1.0, int.MaxValue)]
    public long MaxBytes { get; set; } = int.MaxValue;

    /// <summary>The full path of the operator's folder of a model, whether it is there or not.</summary>
    public string OwnFolderOf(string name) => Path.GetFullPath(Path.Combine(Folder, name));

    /// <summary>True for a path in the folder of the models that came with the program.</summary>
    public bool IsBuiltIn(string path)
    {
        if (BuiltInFolder is null)
            return false;

        var way = Path.GetRelativePath(Path.GetFullPath(BuiltInFolder), Path.GetFullPath(path));
        return way != ".." && !way.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !Path.IsPathRooted(way);
    }
}
