using Microsoft.Extensions.FileSystemGlobbing;
using Spotter.Pictures;

namespace Spotter.Cli.Commands;

/// <summary>Finds picture files by the words of a command.</summary>
internal static class PictureFiles
{
    /// <summary>
    /// The files of the words, in order and each once: files as they are, what looks like a picture in folders and in those below, and what
    /// fits a pattern.
    /// </summary>
    /// <returns>Each with why it cannot be read, where that is known.</returns>
    /// <exception cref="UsageException">A word fits nothing.</exception>
    public static IReadOnlyList<(string Path, string? Problem)> Find(IEnumerable<string> words) =>
        [.. words.Select(PlainPath.Of).SelectMany(Find)
            .DistinctBy(found => Path.GetFullPath(found.Problem is null ? TargetOf(found.Path) : found.Path))];

    private static string TargetOf(string file) => File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file;

    private static IReadOnlyList<(string Path, string? Problem)> Find(string word)
    {
        if (File.Exists(word))
            return [(word, null)];

        var isFolder = Directory.Exists(word);
        IReadOnlyList<(string Path, string? Problem)> found = isFolder
            ? InFolder(word)
            : [.. Matching(word).Select(file => (file, (string?)null))];
        if (found.Count == 0)
            throw new UsageException(isFolder ? $"There is no picture in {word}." : $"There is no file {word}.");

        return found;
    }

    private static IReadOnlyList<(string Path, string? Problem)> InFolder(string folder)
    {
        var walk = FolderWalk.Through(folder);
        return [.. walk.Files.Where(PictureFile.IsLike).Select(file => (file, (string?)null)), .. walk.Unreadable.Select(
            one => (one.Path, (string?)one.Reason))];
    }

    private static List<string> Matching(string pattern)
    {
        // The part before the first wildcard is a folder; the matcher takes patterns below one.
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
            return [];

        var slash = pattern.LastIndexOfAny(['/', '\\'], star);
        var root = slash < 0 ? "." : pattern[..(slash + 1)];
        if (!Directory.Exists(root))
            return [];

        var matcher = new Matcher();
        matcher.AddInclude(pattern[(slash + 1)..]);
        return
        [
            .. matcher
                .GetResultsInFullPath(root)
                .Where(file => !IsBehindLink(Path.GetFullPath(root), file))
                .Select(file => Path.GetRelativePath(".", file))
                .Order(StringComparer.Ordinal),
        ];
    }

    // A link to a folder may lead round in a circle.
    private static bool IsBehindLink(string root, string file)
    {
        for (
            var folder = Path.GetDirectoryName(file);
            folder?.Length > root.TrimEnd(Path.DirectorySeparatorChar).Length;
            folder = Path.GetDirectoryName(folder)
        )
            if (new DirectoryInfo(folder).LinkTarget is not null)
                return true;

        return false;
    }
}
