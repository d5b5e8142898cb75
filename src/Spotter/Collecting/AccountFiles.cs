using System.Text.Json;
using Spotter.Accounts;
using Spotter.Corrections;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Rules;
using Spotter.Scanning;

namespace Spotter.Collecting;

/// <summary>
/// Writes the posts of an account as files for other programs: <c>ACCOUNT.jsonl</c>, a post a line, the newest first, and their pictures.
/// All of it comes from the state, so that whatever is missing or old is made again; the file of posts appears whole under its name.
/// </summary>
public sealed class AccountFiles(
    PostRepository posts, PictureLabels labels, FactsGatherer facts, IPictureStore store, IPictureFiles? files = null)
{
    private const int MaxTold = 50;

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
                await foreach (var post in posts.ListAsync(account, cancellationToken))
                    await WriteAsync(account, post, run, lines, cancellationToken);
            File.Move(unfinished, file, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }

        return new FilesSummary(file, run.Posts, run.Pictures, run.Written, run.LeftOut, run.Undecided, run.Missing);
    }

    private async Task WriteAsync(AccountId account, PostRecord post, Run run, FileStream lines, CancellationToken cancellationToken)
    {
        if (!run.Request.Bounds.Takes(post.Post) || !await MatchesAsync(account, post, run, cancellationToken))
            return;

        var document = await DocumentOfAsync(account, post, cancellationToken);
        for (var i = 0; i < post.Pictures.Count; i++)
            if (post.Pictures[i].Id is { } id)
                document.Pictures[i].File = await PlaceAsync(account, post, i, id, run, cancellationToken);
        if (run.Request.Sidecars)
            await WriteSidecarsAsync(document, run, cancellationToken);
        await JsonSerializer.SerializeAsync(lines, document, DocumentJson.Default.PostDocument, cancellationToken);
        await lines.WriteAsync(LineEnd, cancellationToken);
        run.Posts++;
    }

    private async Task<bool> MatchesAsync(AccountId account, PostRecord post, Run run, CancellationToken cancellationToken)
    {
        if (run.Request.Where is not { } condition)
            return true;

        var judged = condition.Judge(await facts.GatherAllAsync(account, post, run.Request.Model, cancellationToken));
        if (judged.Picture is not null)
            return true;

        run.LeftOut++;
        run.Undecided += judged.Truth == Truth.Unknown ? 1 : 0;
        return false;
    }

    private async Task<string?> PlaceAsync(
        AccountId account, PostRecord post, int index, PictureId id, Run run, CancellationToken cancellationToken)
    {
        var stored = files?.Find(id);
        var picture = stored is null ? await store.ReadAsync(id, cancellationToken) : null;
        if (stored is null && picture is null)
        {
            if (run.Missing.Count < MaxTold)
                run.Missing.Add($"Picture {id} of post {post.Post.Id} is gone from the picture store.");
            return null;
        }

        var extension = stored is null ? PictureExtensions.Of(picture!.MediaType) : Path.GetExtension(stored);
        var best = post.Pictures[index].Scores is [var first, ..] ? first.Label : null;
        var name = run.Request.Pattern.Format(
            new PictureName(account, post.Post.Id, post.Post.PostedAt, index + 1, id, extension, post.Post.Category, best));
        var target = Path.Combine(Path.GetFullPath(run.Request.Folder), name);
        run.Pictures++;
        var length = stored is null ? picture!.Bytes.Length : new FileInfo(stored).Length;
        if (new FileInfo(target) is { Exists: true } there && there.Length == length)
            return name;

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Delete(target);
        if (files?.TryLink(id, target) != true)
            await CopyAsync(stored, picture, target, cancellationToken);
        File.SetLastWriteTimeUtc(target, post.Post.PostedAt.UtcDateTime);
        run.Written++;
        return name;
    }

    private static async Task CopyAsync(string? stored, StoredPicture? picture, string target, CancellationToken cancellationToken)
    {
        var unfinished = $"{target}.unfinished";
        if (stored is not null)
            File.Copy(stored, unfinished, overwrite: true);
        else
            await File.WriteAllBytesAsync(unfinished, picture!.Bytes, cancellationToken);
        File.Move(unfinished, target, overwrite: true);
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

    /// <summary>A post as other programs get it, without the names of files.</summary>
    public async Task<PostDocument> DocumentOfAsync(AccountId account, PostRecord post, CancellationToken cancellationToken)
    {
        var pictures = new List<PictureDocument>();
        for (var i = 0; i < post.Post.Pictures.Count; i++)
        {
            var record = i < post.Pictures.Count ? post.Pictures[i] : new PictureRecord();
            var said = record.Id is { } id ? await labels.FindAsync(id, cancellationToken) : null;
            pictures.Add(new PictureDocument
            {
                Address = post.Post.Pictures[i].Address,
                AltText = post.Post.Pictures[i].AltText,
                Sha256 = record.Id?.Hex,
                Width = record.Width,
                Height = record.Height,
                Labels = record.Scores.Count == 0 ? null : record.Scores,
                PersonsLabel = said?.Label,
                Words = record.Words?.Lines,
                Failure = record.Failure,
            });
        }

        return new PostDocument
        {
            Account = account,
            Id = post.Post.Id,
            PostedAt = post.Post.PostedAt,
            Undated = post.Post.IsUndated,
            FoundAt = post.FoundAt,
            Link = post.Post.Link,
            Caption = post.Post.Caption,
            Likes = post.Post.Likes,
            Comments = post.Post.Comments,
            Video = post.Post.IsVideo,
            Category = post.Post.Category,
            Stage = post.Stage,
            Reason = post.Reason,
            Model = post.Model,
            Pictures = pictures,
        };
    }

    private sealed class Run(FilesRequest request)
    {
        public FilesRequest Request => request;

        public int Posts { get; set; }

        public int Pictures { get; set; }

        public int Written { get; set; }

        public int LeftOut { get; set; }

        public int Undecided { get; set; }

        public List<string> Missing { get; } = [];
    }
}
