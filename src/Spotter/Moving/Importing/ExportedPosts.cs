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

    /// <summary>True where a file begins with a post.</summary>
    public static async Task<bool> BeginsWithPostAsync(string file, CancellationToken cancellationToken) =>
        TryRead(await BoundedLines.ReadAsync(file, MaxLine, cancellationToken).FirstOrDefaultAsync(cancellationToken), out _) is not null;

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
            var problem = one.Id is { } id ? await FindProblemAsync(video, id, folder, cancellationToken) : null;
            if (problem is not null)
                tally.Tell($"Post {post.Id} of {post.Account} is taken without a video: {problem}");
            taken.Add(problem is null ? one : new VideoRecord { IsLost = true, Failure = problem });
        }

        return record with { Videos = taken };
    }

    private async Task<string?> FindProblemAsync(
        VideoDocument video, PictureId id, string? folder, CancellationToken cancellationToken)
    {
        if (pictures.HasVideo(id))
            return null;
        if (folder is null || video.File is null)
            return $"its file {video.File ?? id.Hex} is not there.";
        if (Manifest.FindInside(folder, video.File) is not { } file)
            return $"'{video.File}' leads out of the folder.";
        if (!File.Exists(file))
            return $"its file {video.File} is not there.";

        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return await pictures.KeepVideoAsync(stream, cancellationToken) switch
        {
            { Problem: { } problem } => $"{video.File} is no video that can be taken: {problem}.",
            var kept when kept.Id != id => $"{video.File} is not what was exported: its bytes are others.",
            _ => null,
        };
    }

    private async Task<string?> FindMissingAsync(PostDocument post, string? folder, CancellationToken cancellationToken)
    {
        foreach (var picture in post.Pictures.Where(picture => picture.Sha256 is not null))
            if (!PictureId.TryParse(picture.Sha256, out var id))
                return $"'{picture.Sha256}' is no SHA-256.";
            else if (!await pictures.HasAsync(id, cancellationToken)
                && await FindProblemAsync(picture, id, folder, cancellationToken) is { } problem)
                return problem;
        return null;
    }

    private async Task<string?> FindProblemAsync(
        PictureDocument picture, PictureId id, string? folder, CancellationToken cancellationToken)
    {
        if (folder is null || picture.File is null)
            return $"its picture {picture.File ?? id.Hex} is not there.";
        if (Manifest.FindInside(folder, picture.File) is not { } file)
            return $"'{picture.File}' leads out of the folder.";
        if (!File.Exists(file))
            return $"its picture {picture.File} is not there.";

        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (await pictures.ReadAsync(stream, cancellationToken) is not { } bytes || PictureId.Of(bytes) != id)
            return $"{picture.File} is not what was exported: its bytes are others.";

        return await pictures.KeepAsync(bytes, cancellationToken) is { } problem
            ? $"{picture.File} is no picture that can be taken: {problem}"
            : null;
    }
}
