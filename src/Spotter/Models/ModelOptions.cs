using System.ComponentModel.DataAnnotations;

namespace Spotter.Models;

/// <summary>Where models are, and how large they may be. Settings section <c>Models</c>.</summary>
public sealed class ModelOptions
{
    private string? _published;

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
    /// Where an instance of the Azure app puts the models that were uploaded, which are kept in the storage account; it may be deleted at
    /// any time. Null for a folder of the account's own in the folder of temporary files, which is the default. One machine has none.
    /// </summary>
    public string? CacheFolder { get; set; }

    /// <summary>
    /// The most bytes that a model and its data files may have, on the disk or in a download. Default 2 GB (2,147,483,647), more than which
    /// no ONNX file holds.
    /// </summary>
    [Range(1.0, int.MaxValue)]
    public long MaxBytes { get; set; } = int.MaxValue;

    /// <summary>
    /// The most bytes that a version of a model may have that is uploaded as one file; unpacked it may have four times as many. Default
    /// 100 MB (104,857,600), which is what a host of Azure Functions takes unless it is told to take more.
    /// </summary>
    [Range(1.0, int.MaxValue)]
    public long MaxUploadBytes { get; set; } = 100 << 20;

    /// <summary>The full path of the operator's folder of a model, whether it is there or not.</summary>
    public string OwnFolderOf(string name) => Path.GetFullPath(Path.Combine(Folder, name));

    /// <summary>The folders in which models are looked for, in this order.</summary>
    public IReadOnlyList<string> ListFolders() => [Folder, .. ListBuiltInFolders()];

    /// <summary>
    /// Has what is kept elsewhere brought into another folder than <see cref="Folder"/>, which then holds models that came with the
    /// program, beside <see cref="BuiltInFolder"/>.
    /// </summary>
    public void BringInto(string folder) => (_published, Folder) = (Folder, folder);

    /// <summary>True for the name of a model that came with the program.</summary>
    public bool ComesWithProgram(string model) =>
        ListBuiltInFolders().Any(folder => ModelVersions.IsModel(Path.Combine(folder, model)));

    /// <summary>True for a path in a folder of the models that came with the program.</summary>
    public bool IsBuiltIn(string path) => ListBuiltInFolders().Any(folder => IsIn(folder, path));

    private IEnumerable<string> ListBuiltInFolders() => new[] { _published, BuiltInFolder }.OfType<string>();

    private static bool IsIn(string folder, string path)
    {
        var way = Path.GetRelativePath(Path.GetFullPath(folder), Path.GetFullPath(path));
        return way != ".." && !way.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !Path.IsPathRooted(way);
    }
}
