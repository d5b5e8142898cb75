using System.IO.Enumeration;

namespace Spotter.Pictures;

/// <summary>
/// The files of a folder and of those below it. What is hidden and links to folders, which may lead round in a circle, are passed over.
/// </summary>
public sealed class FolderWalk
{
    // What a name holds in place of bytes that are no UTF-8.
    private const char NoText = '\uFFFD';

    private static readonly EnumerationOptions Visible = new()
    {
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
        IgnoreInaccessible = false,
    };

    private readonly List<string> _files = [];
    private readonly List<(string Path, string Reason)> _unreadable = [];

    private FolderWalk()
    {
    }

    /// <summary>The files, sorted.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>What could not be looked into, with the reason and what to do as the end of a sentence.</summary>
    public IReadOnlyList<(string Path, string Reason)> Unreadable => _unreadable;

    /// <summary>Walks through a folder.</summary>
    public static FolderWalk Through(string folder)
    {
        var walk = new FolderWalk();
        walk.Enter(folder);
        walk._files.Sort(StringComparer.Ordinal);
        return walk;
    }

    /// <summary>Why a name that was found cannot be used; null where it can.</summary>
    public static string? FindNameProblem(string path) => path.Contains(NoText) && !Path.Exists(path)
        ? "its name is not UTF-8, so it cannot be opened: rename it, for example with convmv -f latin1 -t utf8 --notest"
        : null;

    private void Enter(string folder)
    {
        try
        {
            foreach (var (path, isFolder, isLink) in Look(folder))
                if (FindNameProblem(path) is { } problem)
                    _unreadable.Add((path, problem));
                else if (!isFolder)
                    _files.Add(path);
                else if (!isLink)
                    Enter(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _unreadable.Add((folder, "the folder cannot be read: give this user the right to"));
        }
    }

    private static FileSystemEnumerable<(string Path, bool IsFolder, bool IsLink)> Look(string folder) => new(
        folder,
        (ref entry) => (entry.ToSpecifiedFullPath(), entry.IsDirectory, entry.Attributes.HasFlag(FileAttributes.ReparsePoint)),
        Visible);
}
