using Microsoft.Extensions.FileSystemGlobbing;
using Spotter.Pictures;

namespace Spotter.Cli.Commands;

/// <summary>Finds picture files by the words of a command.</summary>
internal static class PictureFiles
{
    /// <summary>The files of the words, in order: files as they are, the pictures of folders and of those below, and what fits a pattern.</summary>
    /// <exception cref="UsageException">A word fits nothing.</exception>
    public static IReadOnlyList<string> Find(IEnumerable<string> words) => [.. words.SelectMany(Find).Distinct(StringComparer.Ordinal)];

    private static IReadOnlyList<string> Find(string word)
    {
        if (File.Exists(word))
            return [word];

        var isFolder = Directory.Exists(word);
        var found = isFolder ? InFolder(word) : Matching(word);
        if (found.Count == 0)
            throw new UsageException(isFolder ? $"There is no picture in {word}." : $"There is no file {word}.");

        return found;
    }

    private static List<string> InFolder(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => PictureExtensions.FindMediaType(file) is not null)
            .Order(StringComparer.Ordinal)];

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
        return [.. matcher.GetResultsInFullPath(root).Select(file => Path.GetRelativePath(".", file)).Order(StringComparer.Ordinal)];
    }
}
