using System.Security.Cryptography;
using Spotter.Collecting;
using Spotter.Moving.Exporting;
using Spotter.Pictures;

namespace Spotter.Moving.Checking;

/// <summary>Compares a folder with its manifest, or what parts of an archive were laid into it with theirs.</summary>
public static class ManifestCheck
{
    // Longer than any path.
    private const int MaxLine = 64 * 1024;

    private static readonly string HashOfNothing = Convert.ToHexStringLower(SHA256.HashData([]));

    /// <summary>Reads every file that the manifest names.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="report">Told how many files of how many were read.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <exception cref="CollectingException">There is no manifest.</exception>
    public static async Task<CheckSummary> RunAsync(string folder, Action<int, int> report, CancellationToken cancellationToken)
    {
        var root = Path.GetFullPath(folder);
        var manifests = FindManifests(root);
        var (missing, changed, problems) = (new List<string>(), new List<string>(), new List<string>());
        if (File.Exists(Path.Combine(root, Manifest.FileName + Manifest.Unfinished)))
            problems.Add("The export is not whole: run its command again, which goes on with it.");
        var named = await ReadAsync(manifests, problems, cancellationToken);
        var (done, good) = (0, 0);
        foreach (var (name, sha256) in named)
        {
            if (Manifest.FindInside(root, name) is not { } file)
                problems.Add($"'{name}' leads out of the folder and was not read.");
            else if (!File.Exists(file))
                missing.Add(name);
            else if (await CompareAsync(file, sha256, cancellationToken) is var (isSame, problem) && problem is not null)
                problems.Add($"{name} cannot be read: {problem.TrimEnd('.')}.");
            else if (isSame)
                good++;
            else
                changed.Add(name);
            report(++done, named.Count);
        }

        var extra = FindExtra(root, named, manifests);
        return new CheckSummary(good, missing, changed, extra, problems);
    }

    private static List<string> FindManifests(string root)
    {
        if (File.Exists(root))
            throw new CollectingException($"{root} is a file. Name the folder that it lies in.");
        if (!Directory.Exists(root))
            throw new CollectingException($"There is no folder {root}.");

        var whole = Path.Combine(root, Manifest.FileName);
        List<string> found = File.Exists(whole) ? [whole]
            : File.Exists(whole + Manifest.Unfinished) ? [whole + Manifest.Unfinished]
            : [.. Directory.EnumerateFiles(root, $"*{Manifest.Ending}").Order(StringComparer.Ordinal)];
        return found.Count > 0
            ? found
            : throw new CollectingException(
                $"{root} has no {Manifest.FileName}, and no *{Manifest.Ending} of an archive's part: it is no export.");
    }

    private static async Task<Dictionary<string, string>> ReadAsync(
        List<string> manifests, List<string> problems, CancellationToken cancellationToken)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var manifest in manifests)
        {
            var line = 0;
            await foreach (var text in BoundedLines.ReadAsync(manifest, MaxLine, cancellationToken))
            {
                line++;
                if (text is not null && Manifest.Read(text) is var (sha256, name))
                    named[name] = sha256;
                else
                    problems.Add($"Line {line} of {Path.GetFileName(manifest)} cannot be read.");
            }
        }

        return named;
    }

    private static async Task<(bool IsSame, string? Problem)> CompareAsync(
        string file, string sha256, CancellationToken cancellationToken)
    {
        try
        {
            // A pipe is waited for, and a device goes on for ever.
            var found = PictureFile.LengthOf(file) == 0 ? HashOfNothing : await Manifest.HashAsync(file, cancellationToken);
            return (found == sha256, null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (false, error.Message);
        }
    }

    private static List<string> FindExtra(string root, Dictionary<string, string> named, List<string> manifests) =>
    [
        .. FolderWalk.Through(root).Files
            .Where(file => !manifests.Contains(file))
            .Select(file => Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(name => name != ExportFolder.JournalName && !named.ContainsKey(name))
            .Order(StringComparer.Ordinal),
    ];
}
