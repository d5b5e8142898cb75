using System.Globalization;
using System.Text;

namespace Spotter.Models;

/// <summary>
/// The versions of a model: the first one is the model's own folder, later ones are folders below its <c>versions</c>, and the file
/// <c>in-use</c> names the one that counts. That file is put in its place in one step, so that a crash leaves the old or the new version.
/// </summary>
public static class ModelVersions
{
    /// <summary>The name of the version that is the model's own folder, or came with the program.</summary>
    public const string First = "first";

    /// <summary>The file that names the version in use; without it that is the first.</summary>
    public const string InUseFile = "in-use";

    private const string Folder = "versions";

    /// <summary>True where a folder holds a model of its own or names a version.</summary>
    public static bool IsModel(string folder) =>
        File.Exists(Path.Combine(folder, InUseFile)) || File.Exists(Path.Combine(folder, ModelFiles.DescriptionFile));

    /// <summary>True for the path of a folder that holds a model's later versions.</summary>
    public static bool IsFolderOfVersions(string path) => Path.GetFileName(path) == Folder;

    /// <summary>The folder of the version in use; a model's own folder where none is named.</summary>
    /// <exception cref="ModelException">The file that names it cannot be read, or names none that is there.</exception>
    public static string Resolve(string folder) =>
        FindInUse(folder) is { } version ? FolderOf(folder, version) : folder;

    /// <summary>The folder of a version after the first.</summary>
    public static string FolderOf(string folder, string version) => Path.Combine(folder, Folder, version);

    /// <summary>The version that a folder names as in use; null where it names none.</summary>
    /// <exception cref="ModelException">It names none that is there.</exception>
    /// <exception cref="ModelStoreException">The disk does not give it.</exception>
    public static string? FindInUse(string folder)
    {
        var file = Path.Combine(folder, InUseFile);
        try
        {
            if (!File.Exists(file))
                return null;

            var version = File.ReadAllText(file).Trim();
            return IsVersion(folder, version)
                ? version
                : throw new ModelException($"{file} names the version '{version}', which is not there. Remove the file, or correct it.");
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ModelStoreException($"{file} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>
    /// The version in use; null where the file that names it cannot be read or names none that is there, which must not keep anybody from
    /// naming another.
    /// </summary>
    public static string? TryFindInUse(string folder)
    {
        try
        {
            return FindInUse(folder) ?? First;
        }
        catch (ModelException)
        {
            return null;
        }
    }

    // A look at one file: this is asked at every picture.
    private static bool IsVersion(string folder, string version) =>
        version.Length > 0 && version[0] != '.' && version == Path.GetFileName(version)
        && File.Exists(Path.Combine(FolderOf(folder, version), ModelFiles.DescriptionFile));

    /// <summary>The versions after the first, the oldest first.</summary>
    public static IReadOnlyList<string> List(string folder)
    {
        var versions = Path.Combine(folder, Folder);
        return !Directory.Exists(versions)
            ? []
            : [.. Directory.EnumerateDirectories(versions)
                .Where(version => File.Exists(Path.Combine(version, ModelFiles.DescriptionFile)))
                .Select(version => Path.GetFileName(version))
                .Where(version => !version.StartsWith('.'))
                .OrderBy(version => version.Length > 10 ? version[..10] : version, StringComparer.Ordinal)
                .ThenBy(version => version.Length)
                .ThenBy(version => version, StringComparer.Ordinal)];
    }

    /// <summary>Where a version that is made on a day goes: <c>versions/2026-11-27-1</c>, and so on.</summary>
    public static string Next(string folder, DateTimeOffset now) =>
        FolderOf(folder, Next(version => Path.Exists(FolderOf(folder, version)), now));

    /// <summary>The name of a version that is made on a day: <c>2026-11-27-1</c>, and so on.</summary>
    /// <param name="isTaken">True for a name that another has.</param>
    /// <param name="now">The day.</param>
    public static string Next(Predicate<string> isTaken, DateTimeOffset now)
    {
        for (var number = 1; ; number++)
        {
            var version = string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyy-MM-dd}-{number}");
            if (!isTaken(version))
                return version;
        }
    }

    /// <summary>Removes a model with all its versions; where its folder is a link, the link alone.</summary>
    /// <param name="folder">The model's own folder.</param>
    /// <exception cref="ModelException">It cannot be removed.</exception>
    public static void Remove(string folder)
    {
        try
        {
            // What a link leads to may be another's.
            if (new DirectoryInfo(folder).LinkTarget is not null)
            {
                Directory.Delete(folder);
                return;
            }

            // Nobody takes what is left for a model, where the rest fails.
            File.Delete(Path.Combine(folder, InUseFile));
            File.Delete(Path.Combine(folder, ModelFiles.DescriptionFile));
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"{folder} cannot be removed: {error.Message}", error);
        }
    }

    /// <summary>Makes a version count from the next picture on.</summary>
    /// <param name="folder">The model's own folder.</param>
    /// <param name="version">Its name; <see cref="First"/> for the first.</param>
    /// <exception cref="ModelException">There is no such version, or the folder cannot be written.</exception>
    public static void Use(string folder, string version)
    {
        var file = Path.Combine(folder, InUseFile);
        try
        {
            if (version == First)
            {
                // Where the model came with the program and has no version, there is no folder.
                if (File.Exists(file))
                    File.Delete(file);
                return;
            }

            if (!IsVersion(folder, version))
                throw ModelException.OfInput(
                    $"{folder} has no version '{version}'. There are: {string.Join(", ", [First, .. List(folder)])}.");
            var incoming = Path.Combine(folder, $".{InUseFile}.new");
            using (var stream = new FileStream(incoming, FileMode.Create, FileAccess.Write))
            {
                stream.Write(Encoding.UTF8.GetBytes(version + "\n"));
                stream.Flush(flushToDisk: true);
            }

            File.Move(incoming, file, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"{file} cannot be written: {error.Message}", error);
        }
    }
}
