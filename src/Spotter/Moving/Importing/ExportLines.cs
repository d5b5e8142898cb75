using Spotter.Pictures;

namespace Spotter.Moving.Importing;

/// <summary>The files of lines that lie in a folder.</summary>
/// <param name="Posts">Those that are read as posts.</param>
/// <param name="Other">Those of something else, by their names.</param>
/// <param name="Unreadable">Those that cannot be read, with why, a sentence for each.</param>
/// <param name="IsExport">True where one of them has a post.</param>
internal sealed record ExportLines(
    IReadOnlyList<string> Posts, IReadOnlyList<string> Other, IReadOnlyList<string> Unreadable, bool IsExport)
{
    /// <summary>Looks into files.</summary>
    public static async Task<ExportLines> FindAsync(IEnumerable<string> files, CancellationToken cancellationToken)
    {
        var (posts, other, unreadable, isExport) = (new List<string>(), new List<string>(), new List<string>(), false);
        foreach (var file in files)
            try
            {
                // A pipe is waited for, and a device goes on for ever.
                if (PictureFile.LengthOf(file) == 0)
                    continue;

                var kind = await ExportedPosts.FindKindAsync(file, cancellationToken);
                isExport |= kind == LinesKind.Posts;
                if (kind == LinesKind.Other)
                    other.Add(Path.GetFileName(file));
                else
                    posts.Add(file);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                unreadable.Add($"{Path.GetFileName(file)} cannot be read: {error.Message.TrimEnd('.')}.");
            }

        return new ExportLines(posts, other, unreadable, isExport);
    }
}
