using System.Globalization;
using Microsoft.Extensions.Options;
using Spotter.Calls;
using Spotter.Pictures;

namespace Spotter.Sources.Folder;

/// <summary>
/// A directory, for tests and back-fills: each picture file is a post of its last write time, with the text file of the same name as its
/// caption.
/// A picture's address is <c>directory/./relative path</c>: a full path never holds <c>/./</c> itself, so the two can be told apart again.
/// </summary>
public sealed class FolderSource(IOptions<FolderOptions> options, IOptions<PictureDownloadOptions> limits) : IPostSource
{
    private const string Mark = "/./";

    private const int MaxCaptionBytes = 1024 * 1024;

    // Nobody reads hundreds of lines.
    private const int MaxTold = 5;

    public string Name => "folder";

    public CallBudgetPlan Budget => CallBudgetPlan.NoLimit;

    public bool MayPostsMove => false;

    public string? FindHandleError(string handle) =>
        string.IsNullOrWhiteSpace(handle) ? "The handle of a folder account is a directory, as in folder:photos." : null;

    public async Task<PageResult> FetchPageAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var directory = new DirectoryInfo(options.Value.DirectoryOf(request.Handle));
        if (!directory.Exists)
            return PageResult.Failed(
                new SourceFailure(FailureKind.Unavailable, $"there is no directory {directory.FullName}."));

        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            var walk = FolderWalk.Through(directory.FullName);
            if (walk.Unreadable.FirstOrDefault(one => one.Path == directory.FullName) is { Reason: { } reason })
                return PageResult.Failed(new SourceFailure(FailureKind.Unavailable, $"{directory.FullName}: {reason}."));

            var files = walk.Files
                .Where(PictureFile.IsLike)
                .Select(path => new FileInfo(path))
                // Links are passed over: what they point to may lie outside.
                .Where(file => file.Exists && !file.Attributes.HasFlag(FileAttributes.ReparsePoint))
                .Select(file => (File: file, Id: IdOf(directory, file), Position: PositionOf(file, IdOf(directory, file))))
                .Where(entry => request.Cursor is null || string.CompareOrdinal(entry.Position, request.Cursor) > 0)
                .OrderBy(entry => entry.Position, StringComparer.Ordinal)
                .Take(Math.Max(request.Limit, 1) + 1)
                .ToList();
            var page = files.Take(Math.Max(request.Limit, 1)).ToList();

            var posts = new List<Post>();
            foreach (var (file, id, _) in page)
                posts.Add(await ReadPostAsync(directory, file, id, cancellationToken));
            return new PageResult
            {
                Posts = posts,
                NextCursor = files.Count > page.Count ? page[^1].Position : null,
                Notice = Describe(walk.Unreadable),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return PageResult.Failed(new SourceFailure(FailureKind.Unavailable, $"the directory cannot be read: {e.Message}"));
        }
    }

    public async Task<PictureDownload> FetchPictureAsync(PostPicture picture, CancellationToken cancellationToken)
    {
        var split = picture.Address.IndexOf(Mark, StringComparison.Ordinal);
        var directory = split < 0 ? "" : picture.Address[..split];
        var path = split < 0 ? "" : Path.GetFullPath(picture.Address[(split + Mark.Length)..], directory + "/");
        if (split < 0 || !IsInside(directory, path))
            return Failed(
                FailureKind.Malformed, $"{PictureDownloader.Show(picture.Address)} does not lie inside its account's directory.");

        try
        {
            var bytes = await PictureFile.ReadAsync(path, limits.Value.MaxBytes, cancellationToken);
            return PictureSniffer.FindProblem(bytes) is { } problem
                ? Failed(FailureKind.Malformed, $"{path}: {problem}.")
                : new PictureDownload { Bytes = bytes };
        }
        catch (PictureFormatException e)
        {
            return Failed(FailureKind.Malformed, $"{path}: {e.Message}.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return Failed(FailureKind.Unavailable, $"{path} is gone or cannot be read.");
        }
        catch (IOException e)
        {
            return Failed(FailureKind.Transient, $"{path} could not be read: {e.Message}");
        }
    }

    private static string? Describe(IReadOnlyList<(string Path, string Reason)> unreadable)
    {
        if (unreadable.Count == 0)
            return null;

        var more = unreadable.Count > MaxTold ? $" So are {unreadable.Count - MaxTold} more." : "";
        var told = unreadable.Take(MaxTold).Select(one => $"{one.Path} is passed over: {one.Reason}.");
        return $"{string.Join(' ', told)}{more}";
    }

    private static PictureDownload Failed(FailureKind kind, string message) => PictureDownload.Failed(new SourceFailure(kind, message));

    private static bool IsInside(string directory, string path)
    {
        var root = Path.TrimEndingDirectorySeparator(directory) + Path.DirectorySeparatorChar;
        if (!Path.IsPathFullyQualified(path) || !path.StartsWith(root, StringComparison.Ordinal))
            return false;

        for (var at = path; at is not null && at.Length >= root.Length; at = Path.GetDirectoryName(at))
            if (new FileInfo(at).LinkTarget is not null)
                return false;
        return true;
    }

    private static string IdOf(DirectoryInfo directory, FileInfo file) =>
        Path.GetRelativePath(directory.FullName, file.FullName).Replace(Path.DirectorySeparatorChar, '/');

    // Sorts the newest first and stays put when files are added.
    private static string PositionOf(FileInfo file, string id) =>
        string.Create(CultureInfo.InvariantCulture, $"{DateTime.MaxValue.Ticks - file.LastWriteTimeUtc.Ticks:D19}:{id}");

    // A pipe is waited for, and what is larger is no caption.
    private static bool IsCaption(string file) => File.Exists(file) && PictureFile.LengthOf(file) is > 0 and <= MaxCaptionBytes;

    private static async Task<Post> ReadPostAsync(DirectoryInfo directory, FileInfo file, string id, CancellationToken cancellationToken)
    {
        var text = Path.ChangeExtension(file.FullName, ".txt");
        return new Post
        {
            Id = id,
            PostedAt = file.LastWriteTimeUtc,
            Caption = IsCaption(text) ? (await File.ReadAllTextAsync(text, cancellationToken)).Trim() : null,
            Link = new Uri(file.FullName).AbsoluteUri,
            IsVideo = false,
            Pictures = [new PostPicture(Path.TrimEndingDirectorySeparator(directory.FullName) + Mark + id)],
        };
    }
}
