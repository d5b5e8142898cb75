using System.Text;

namespace Spotter.Models;

/// <summary>Where a model is put together, and where it goes when it is whole.</summary>
/// <param name="Folder">The model's folder, which is not there yet.</param>
/// <param name="Staging">A hidden folder beside it, named by the model alone, so that a download that broke off is found again.</param>
internal sealed record NewModelFolder(string Folder, string Staging)
{
    /// <summary>How many characters a model's name may have: names of folders end there, with what is put around them.</summary>
    public const int MaxName = 100;

    // A name in a folder has 255 bytes at most.
    private const int MaxBytes = 200;

    /// <summary>True for what may name a model: its folder is called so, and it is no path on any system.</summary>
    public static bool CanName(string name) => name.Length is > 0 and <= MaxName && Encoding.UTF8.GetByteCount(name) <= MaxBytes
        && name[0] != '.' && name.Trim() == name && ModelFiles.IsPlain(name) && name.IndexOfAny(Path.GetInvalidFileNameChars()) < 0
        && !ModelVersions.IsFolderOfVersions(name);

    /// <summary>What is no name, as a message may show it.</summary>
    public static string Show(string name) => (name.Length > MaxName ? $"{name[..MaxName]}..." : name).ReplaceLineEndings(" ");

    /// <exception cref="ModelException">The name is none, the model is there already, or the folder is not the operator's.</exception>
    public static NewModelFolder For(string name, ModelOptions options)
    {
        if (!CanName(name))
            throw ModelException.OfInput(
                $"'{Show(name)}' cannot be a model's name. Name it with --name, for example --name mobilenet.");

        var folder = Path.GetFullPath(Path.Combine(options.Folder, name));
        if (options.IsBuiltIn(folder))
            throw ModelException.OfInput(
                $"{folder} is in the folder of the models that came with the program, which the next version replaces. " +
                "Work in a folder of your own, or set Models:Folder.");
        RequireNone(folder);
        return new NewModelFolder(folder, Path.Combine(options.Folder, $".{name}.adding"));
    }

    /// <summary>Begins to put it together. What an attempt left that was killed goes, but for the beginning of a download.</summary>
    /// <param name="download">The name of the file that is downloaded; null where nothing is.</param>
    /// <returns>Keeps others from the place until it is disposed. The system lets go of it when the process dies.</returns>
    /// <exception cref="ModelException">Another command adds this model, or has added it.</exception>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public IDisposable Begin(string? download)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Folder)!);
        var turn = TakeTurn();
        try
        {
            RequireNone(Folder);
            // Another command may have taken it away until now.
            Directory.CreateDirectory(Staging);
            foreach (var folder in Directory.EnumerateDirectories(Staging))
                Directory.Delete(folder, recursive: true);
            foreach (var file in Directory.EnumerateFiles(Staging).Where(file => Path.GetFileName(file) != download))
                File.Delete(file);
            return turn;
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    private FileStream TakeTurn()
    {
        try
        {
            return new FileStream(
                $"{Staging}.turn", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException error)
        {
            throw new ModelException(
                $"Another command is adding a model to {Folder}, or the disk does not take it: {error.Message} Run it again when that has "
                    + "ended.",
                error);
        }
    }

    private static void RequireNone(string folder)
    {
        if (Path.Exists(folder))
            throw ModelException.OfInput($"{folder} exists already. Remove it, or choose another --name.");
    }
}
