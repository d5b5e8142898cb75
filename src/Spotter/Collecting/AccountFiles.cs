using System.Text.Json;
using Spotter.Accounts;
using Spotter.Pictures;

namespace Spotter.Collecting;

/// <summary>
/// Writes the posts of an account as files for other programs: <c>ACCOUNT.jsonl</c>, a post a line, the newest first, and their pictures
/// and videos.
/// All of it comes from the state, so that whatever is missing or old is made again; the file of posts appears whole under its name.
/// </summary>
public sealed class AccountFiles(PostDocuments documents, PictureCopies copies)
{
    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    /// <summary>The name of an account's file of posts.</summary>
    public static string NameOf(AccountId account) => $"{FileNames.MakeUnique($"{account.Source}_{account.Handle}")}.jsonl";

    /// <summary>Writes an account's files.</summary>
    /// <exception cref="IOException">The folder cannot be written; the message names it and says what to do.</exception>
    public async Task<FilesSummary> WriteAsync(AccountId account, FilesRequest request, CancellationToken cancellationToken)
    {
        var file = Path.Combine(Path.GetFullPath(request.Folder), NameOf(account));
        var unfinished = $"{file}.unfinished";
        var run = new Run(request);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await using (var lines = File.Create(unfinished))
                await foreach (var post in documents.ListAsync(account, request, after: null, run.Tally, cancellationToken))
                    await WriteAsync(post, run, lines, cancellationToken);
            File.Move(unfinished, file, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"The files of {account} cannot be written below {Path.GetFullPath(request.Folder)}: {error.Message.TrimEnd('.')}. Put "
                    + "that right, or free some space, and run the same command again; what was collected stands in the state.",
                error);
        }
        finally
        {
            File.Delete(unfinished);
        }

        return new FilesSummary(
            file, run.Posts, run.Pictures, run.Written, run.Tally.LeftOut, run.Tally.Undecided, run.Tally.Problems)
        {
            Videos = run.Videos,
        };
    }

    private async Task WriteAsync(PostDocument post, Run run, FileStream lines, CancellationToken cancellationToken)
    {
        await PlacePicturesAsync(post, run, cancellationToken);
        await PlaceVideosAsync(post, run, cancellationToken);
        foreach (var (name, content) in run.Request.Layout.Describe(post))
            await WriteAsync(Path.Combine(Path.GetFullPath(run.Request.Folder), name), content, post.PostedAt, cancellationToken);
        await JsonSerializer.SerializeAsync(lines, post, DocumentJson.Default.PostDocument, cancellationToken);
        await lines.WriteAsync(LineEnd, cancellationToken);
        run.Posts++;
    }

    private async Task PlacePicturesAsync(PostDocument post, Run run, CancellationToken cancellationToken)
    {
        for (var i = 0; i < post.Pictures.Count; i++)
            if (post.Pictures[i].Lost)
                run.Tally.Tell($"Picture {i + 1} of post {post.Id} was given up: {post.Pictures[i].Failure}");
            else if (!PictureId.TryParse(post.Pictures[i].Sha256, out var id))
                continue;
            else if (await copies.FindAsync(id, cancellationToken) is var (extension, _))
            {
                post.Pictures[i].File = await PlaceAsync(post, PictureName.Of(post, i, id, extension), run, cancellationToken);
                run.Pictures++;
            }
            else
                run.Tally.Tell($"Picture {id} of post {post.Id} is gone from the picture store.");
    }

    private async Task PlaceVideosAsync(PostDocument post, Run run, CancellationToken cancellationToken)
    {
        for (var i = 0; i < post.Videos?.Count; i++)
            if (post.Videos[i].Lost)
                run.Tally.Tell($"A video of post {post.Id} was given up: {post.Videos[i].Failure}");
            else if (!PictureId.TryParse(post.Videos[i].Sha256, out var id))
                continue;
            else if (await copies.FindAsync(id, cancellationToken) is var (extension, _))
            {
                post.Videos[i].File = await PlaceAsync(post, PictureName.OfVideo(post, i, id, extension), run, cancellationToken);
                run.Videos++;
            }
            else
                run.Tally.Tell($"Video {id} of post {post.Id} is gone from the folder of videos.");
    }

    private async Task<string> PlaceAsync(PostDocument post, PictureName name, Run run, CancellationToken cancellationToken)
    {
        var file = run.Request.Layout.NameOf(name);
        var target = Path.Combine(Path.GetFullPath(run.Request.Folder), file);
        run.Written += await copies.PlaceAsync(name.Picture, target, post.PostedAt, cancellationToken) ? 1 : 0;
        return file;
    }

    private static async Task WriteAsync(string file, byte[] content, DateTimeOffset time, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file, content, cancellationToken);
        File.SetLastWriteTimeUtc(file, time.UtcDateTime);
    }

    private sealed class Run(FilesRequest request)
    {
        public FilesRequest Request => request;

        public PostTally Tally { get; } = new();

        public int Posts { get; set; }

        public int Pictures { get; set; }

        public int Videos { get; set; }

        public int Written { get; set; }
    }
}
