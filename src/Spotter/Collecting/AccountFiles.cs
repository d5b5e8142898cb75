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
        await PlaceAsync(post, run, cancellationToken);
        foreach (var (name, content) in run.Request.Layout.Describe(post))
            await WriteAsync(Path.Combine(Path.GetFullPath(run.Request.Folder), name), content, post.PostedAt, cancellationToken);
        await JsonSerializer.SerializeAsync(lines, post, DocumentJson.Default.PostDocument, cancellationToken);
        await lines.WriteAsync(LineEnd, cancellationToken);
        run.Posts++;
    }

    private async Task PlaceAsync(PostDocument post, Run run, CancellationToken cancellationToken)
    {
        foreach (var (index, file) in post.Files)
            if (file.Lost)
                run.Tally.Tell($"{file.Kind} {index + 1} of post {post.Id} was given up: {file.Failure}");
            else if (!PictureId.TryParse(file.Sha256, out var id))
                continue;
            else if (await copies.FindAsync(id, cancellationToken) is var (extension, _))
            {
                file.File = await PlaceAsync(post, PictureName.Of(post, index, file, id, extension), run, cancellationToken);
                run.Count(file);
            }
            else
                run.Tally.Tell($"{file.Kind} {id} of post {post.Id} is gone from its store.");
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

        public int Pictures { get; private set; }

        public int Videos { get; private set; }

        public int Written { get; set; }

        public void Count(FileDocument file)
        {
            if (file is VideoDocument)
                Videos++;
            else
                Pictures++;
        }
    }
}
