using System.Text.Json;
using Spotter.Accounts;
using Spotter.Pictures;

namespace Spotter.Collecting;

/// <summary>
/// Writes the posts of an account as files for other programs: <c>ACCOUNT.jsonl</c>, a post a line, the newest first, and their pictures.
/// All of it comes from the state, so that whatever is missing or old is made again; the file of posts appears whole under its name.
/// </summary>
public sealed class AccountFiles(PostDocuments documents, PictureCopies copies)
{
    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    /// <summary>The name of an account's file of posts.</summary>
    public static string NameOf(AccountId account) => $"{FileNames.MakeUnique($"{account.Source}_{account.Handle}")}.jsonl";

    /// <summary>Writes an account's files.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public async Task<FilesSummary> WriteAsync(AccountId account, FilesRequest request, CancellationToken cancellationToken)
    {
        var file = Path.Combine(Path.GetFullPath(request.Folder), NameOf(account));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var unfinished = $"{file}.unfinished";
        var run = new Run(request);
        try
        {
            await using (var lines = File.Create(unfinished))
                await foreach (var post in documents.ListAsync(account, request, after: null, run.Tally, cancellationToken))
                    await WriteAsync(post, run, lines, cancellationToken);
            File.Move(unfinished, file, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }

        return new FilesSummary(
            file, run.Posts, run.Pictures, run.Written, run.Tally.LeftOut, run.Tally.Undecided, run.Tally.Problems);
    }

    private async Task WriteAsync(PostDocument post, Run run, FileStream lines, CancellationToken cancellationToken)
    {
        for (var i = 0; i < post.Pictures.Count; i++)
            if (PictureId.TryParse(post.Pictures[i].Sha256, out var id))
                post.Pictures[i].File = await PlaceAsync(post, i, id, run, cancellationToken);
        if (run.Request.Sidecars)
            await WriteSidecarsAsync(post, run, cancellationToken);
        await JsonSerializer.SerializeAsync(lines, post, DocumentJson.Default.PostDocument, cancellationToken);
        await lines.WriteAsync(LineEnd, cancellationToken);
        run.Posts++;
    }

    private async Task<string?> PlaceAsync(PostDocument post, int index, PictureId id, Run run, CancellationToken cancellationToken)
    {
        if (await copies.FindAsync(id, cancellationToken) is not var (extension, _))
        {
            run.Tally.Tell($"Picture {id} of post {post.Id} is gone from the picture store.");
            return null;
        }

        var name = run.Request.Pattern.Format(PictureName.Of(post, index, id, extension));
        var target = Path.Combine(Path.GetFullPath(run.Request.Folder), name);
        run.Pictures++;
        run.Written += await copies.PlaceAsync(id, target, post.PostedAt, cancellationToken) ? 1 : 0;
        return name;
    }

    private static async Task WriteSidecarsAsync(PostDocument document, Run run, CancellationToken cancellationToken)
    {
        if (document.Pictures.FirstOrDefault(picture => picture.File is not null)?.File is not { } first)
            return;

        var beside = Path.Combine(Path.GetFullPath(run.Request.Folder), first);
        var json = JsonSerializer.Serialize(document, DocumentJson.Default.PostDocument);
        await File.WriteAllTextAsync(Path.ChangeExtension(beside, ".json"), $"{json}\n", cancellationToken);
        if (document.Caption is { } caption)
            await File.WriteAllTextAsync(Path.ChangeExtension(beside, ".txt"), $"{caption}\n", cancellationToken);
    }

    private sealed class Run(FilesRequest request)
    {
        public FilesRequest Request => request;

        public PostTally Tally { get; } = new();

        public int Posts { get; set; }

        public int Pictures { get; set; }

        public int Written { get; set; }
    }
}
