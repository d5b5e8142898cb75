using Microsoft.Extensions.Options;
using Spotter.Orchestration;
using Spotter.Pictures;
using Spotter.Sources;
using Spotter.State;

namespace Spotter.Scanning;

/// <summary>Downloads and stores the pictures of one post that are not stored yet.</summary>
public sealed class StorePictures(
    PostSources sources,
    PostRepository posts,
    IPictureDecoder decoder,
    IPictureStore pictures,
    PostAttempts attempts,
    PostGuard guard,
    IOptions<PictureDownloadOptions> options) : IActivity<StorePictures, PostTask, PostStep>
{
    /// <inheritdoc/>
    public static Activity<PostTask, PostStep> Definition { get; } = new("StorePictures");

    /// <inheritdoc/>
    public Task<PostStep> RunAsync(PostTask input, CancellationToken cancellationToken) =>
        guard.RunAsync(input, stored => StoreAsync(input, stored, cancellationToken), cancellationToken);

    private async Task<PostStep> StoreAsync(PostTask input, Versioned<PostRecord> stored, CancellationToken cancellationToken)
    {
        if (stored.Value.Stage == PostStage.Failed)
            return PostGuard.Failed(input, stored.Value);
        if (stored.Value.Stage != PostStage.Discovered)
            return new PostStep { Stage = stored.Value.Stage };

        var source = sources.Get(input.Account.Source);
        var downloads = await Task.WhenAll(stored.Value.Pictures.Select((picture, index) =>
            picture.Id is null ? StoreAsync(source, stored.Value.Post.Pictures[index], cancellationToken) : Task.FromResult((picture, (TimeSpan?)null))));
        var post = Advance(stored.Value with { Pictures = [.. downloads.Select(download => download.Item1)] });
        await posts.SaveAsync(input.Account, input.PostKey, post, stored.Version, [], cancellationToken);

        if (post.Stage == PostStage.Failed)
            return PostGuard.Failed(input, post);

        return new PostStep
        {
            Stage = post.Stage,
            RetryAt = post.Stage == PostStage.Discovered ? attempts.NextAt(post.Attempts, downloads.Max(download => download.Item2)) : null,
            Counts = new ScanCounts { Pictures = post.Pictures.Count(picture => picture.Id is not null) - stored.Value.Pictures.Count(picture => picture.Id is not null) },
        };
    }

    private PostRecord Advance(PostRecord post)
    {
        var failure = post.Pictures.FirstOrDefault(picture => picture.Id is null)?.Failure;
        if (failure is null)
            return post with { Stage = PostStage.Stored, Attempts = 0, Reason = null };

        var failed = post with { Attempts = post.Attempts + 1, Reason = failure };
        if (!attempts.AreUsedUp(failed.Attempts))
            return failed;

        // One broken picture of a carousel must not hide the others.
        return post.Pictures.Any(picture => picture.Id is not null)
            ? failed with { Stage = PostStage.Stored, Attempts = 0 }
            : failed with { Stage = PostStage.Failed };
    }

    private async Task<(PictureRecord Picture, TimeSpan? RetryAfter)> StoreAsync(IPostSource source, PostPicture picture, CancellationToken cancellationToken)
    {
        var download = await source.FetchPictureAsync(picture, cancellationToken);
        if (download.Failure is { } failure)
            return (new PictureRecord { Failure = failure.Message }, failure.RetryAfter);

        try
        {
            var info = decoder.Identify(download.Bytes);
            if ((long)info.Width * info.Height > options.Value.MaxPixels)
                return (new PictureRecord { Failure = $"{picture.Address} has {info.Width} x {info.Height} pixels, more than Pictures:MaxPixels allows ({options.Value.MaxPixels})." }, null);

            var id = await pictures.SaveAsync(download.Bytes, info.MediaType, cancellationToken);
            return (new PictureRecord { Id = id, Width = info.Width, Height = info.Height }, null);
        }
        catch (PictureFormatException error)
        {
            return (new PictureRecord { Failure = $"{picture.Address} is not a picture that can be read: {error.Message}" }, null);
        }
    }
}
