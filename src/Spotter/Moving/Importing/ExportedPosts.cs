using System.Runtime.CompilerServices;
using System.Text.Json;
using Spotter.Collecting;
using Spotter.Corrections;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Sources;
using Spotter.State;

namespace Spotter.Moving.Importing;

/// <summary>Reads the posts of an export, a line each. A post comes when all its pictures are in the store.</summary>
internal sealed class ExportedPosts(ArrivedPictures pictures)
{
    // Of a hundred pictures full of words, with the raw reply.
    private const int MaxLine = 16 * 1024 * 1024;

    // One of them may be damaged.
    private const int FirstLines = 20;

    /// <summary>Reads a file of posts.</summary>
    /// <param name="file">The file.</param>
    /// <param name="shown">What it is called to a person.</param>
    /// <param name="folder">Where its pictures' files are; null where they were in the same archive.</param>
    /// <param name="tally">Told what could not be taken.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<ArrivedPost> ReadAsync(
        string file, string shown, string? folder, PostTally tally, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0;
        await foreach (var line in BoundedLines.ReadAsync(file, MaxLine, cancellationToken))
        {
            number++;
            if (TryRead(line, out var problem) is not { } post)
                tally.Tell($"Line {number} of {shown} is no post: {problem}");
            else if (await FindMissingAsync(post, folder, cancellationToken) is { } missing)
                tally.Tell($"Post {post.Id} of {post.Account} in {shown} was passed over: {missing}");
            else
                yield return new ArrivedPost(
                    post.Account,
                    AsNoNews(await TakeVideosAsync(post, folder, tally, cancellationToken)),
                    // What is said of another picture is not this post's to say.
                    [.. post.Pictures.Where(picture => picture.Correction?.Picture.Hex == picture.Sha256)
                        .Select(picture => picture.Correction).OfType<PictureLabel>()]);
        }
    }

    /// <summary>What the first lines of a file are: posts where one of them is.</summary>
    public static async Task<LinesKind> FindKindAsync(string file, CancellationToken cancellationToken)
    {
        var isDamaged = false;
        await foreach (var line in BoundedLines.ReadAsync(file, MaxLine, cancellationToken).Take(FirstLines))
            if (TryRead(line, out _) is not null)
                return LinesKind.Posts;
            else
                isDamaged |= !IsOther(line);
        return isDamaged ? LinesKind.Damaged : LinesKind.Other;
    }

    private static bool IsOther(string? line)
    {
        if (line is not null && string.IsNullOrWhiteSpace(line))
            return true;

        try
        {
            using var json = JsonDocument.Parse(line ?? "");
            return JsonFields.Text(json.RootElement, "account") is null || JsonFields.Text(json.RootElement, "id") is null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // What is still to be done of it is done by the next scan, and alerts nobody.
    private static PostRecord AsNoNews(PostRecord post) => post.IsSettled ? post : post with { IsBaseline = true };

    private static PostDocument? TryRead(string? line, out string problem)
    {
        problem = $"it is longer than {MaxLine / 1024 / 1024} million characters.";
        if (line is null)
            return null;

        try
        {
            var post = JsonSerializer.Deserialize(line, DocumentJson.Default.PostDocument) ?? throw new JsonException("It is null.");
            RecordCheck.RequireWhole(post, DocumentJson.Default.PostDocument);
            if (post.Id.Length == 0)
                throw new JsonException("It has no id.");
            PageItems.RequireSensible(post.PostedAt);
            PageItems.RequireSensible(post.FoundAt);
            return post;
        }
        catch (OddItemException odd)
        {
            problem = $"{odd.Message}.";
            return null;
        }
        catch (JsonException error)
        {
            problem = error.Message;
            return null;
        }
    }

    // A post is worth having without its videos.
    private async Task<PostRecord> TakeVideosAsync(
        PostDocument post, string? folder, PostTally tally, CancellationToken cancellationToken)
    {
        var record = post.ToRecord();
        if (post.Videos is not { } videos)
            return record;

        var taken = new List<VideoRecord>();
        foreach (var (video, one) in videos.Zip(record.Videos!))
        {
            var problem = one.Id is { } id && !pictures.HasVideo(id)
                ? await FindProblemAsync(
                    video.File ?? id.Hex, folder, async file => await pictures.TakeVideoAsync(file, id, cancellationToken))
                : null;
            if (problem is not null)
                tally.Tell($"Post {post.Id} of {post.Account} is taken without a video: {problem}");
            taken.Add(problem is null ? one : new VideoRecord { IsLost = true, Failure = problem });
        }

        return record with { Videos = taken };
    }

    private async Task<string?> FindMissingAsync(PostDocument post, string? folder, CancellationToken cancellationToken)
    {
        foreach (var picture in post.Pictures.Where(picture => picture.Sha256 is not null))
            if (!PictureId.TryParse(picture.Sha256, out var id))
                return $"'{picture.Sha256}' is no SHA-256.";
            else if (!await pictures.HasAsync(id, cancellationToken)
                && await FindProblemAsync(
                    picture.File ?? id.Hex, folder, async file => await pictures.TakeAsync(file, id, cancellationToken)) is { } problem)
                return problem;
        return null;
    }

    private static async Task<string?> FindProblemAsync(string name, string? folder, Func<string, Task<FetchedFile>> take)
    {
        if (folder is null)
            return $"its file {name} is not there.";
        if (Manifest.FindInside(folder, name) is not { } file)
            return $"'{name}' leads out of the folder.";

        return File.Exists(file) ? (await take(file)).Failure : $"its file {name} is not there.";
    }
}
