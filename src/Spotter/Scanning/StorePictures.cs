using Spotter.Calls;
using Spotter.Orchestration;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Sources;
using Spotter.State;

namespace Spotter.Scanning;

/// <summary>
/// Downloads and stores the pictures of one post that are not stored yet or, when all is said of these, the files of its videos.
/// </summary>
public sealed class StorePictures(
    PostSources sources,
    PostRepository posts,
    PictureIntake intake,
    RetryPolicy retries,
    FetchFailures failures,
    VideoStep videos,
    PostGuard guard,
    TimeProvider time) : IActivity<StorePictures, PostTask, PostStep>
{
    /// <inheritdoc/>
    public static Activity<PostTask, PostStep> Definition { get; } = new("StorePictures");

    /// <inheritdoc/>
    public Task<PostStep> RunAsync(PostTask input, CancellationToken cancellationToken) =>
        guard.RunAsync(input, stored => StoreAsync(input, stored, cancellationToken), cancellationToken);

    private async Task<PostStep> StoreAsync(PostTask input, Versioned<PostRecord> stored, CancellationToken cancellationToken)
    {
        var before = stored.Value;
        if (before.IsJudged && before.OwesVideos)
            return await videos.RunAsync(input, stored, cancellationToken);
        if (before.Stage == PostStage.Failed)
            return PostGuard.Failed(input, before);
        if (before.Stage != PostStage.Discovered)
            return new PostStep { Stage = before.Stage, OwesVideos = before.OwesVideos };
        if (!retries.IsDue(before.DueAt))
            return PostGuard.Waiting(input, before);

        var source = sources.Get(input.Account.Source);
        var fetches = await PictureFanOut.RunAsync(
            before.Pictures,
            async (picture, index) => picture.IsMissing
                ? await FetchAsync(source, picture, before.Post.Pictures[index], cancellationToken)
                : (Picture: picture, Failure: null),
            cancellationToken);
        var failed = fetches.Where(fetch => fetch.Picture.IsMissing).Select(fetch => fetch.Failure!).ToList();
        var post = Advance(before with { Pictures = [.. fetches.Select(fetch => fetch.Picture)] }, failed);
        await posts.SaveAsync(input.Account, input.PostKey, stored, post, [], cancellationToken);
        return StepOf(input, before, post);
    }

    private static PostStep StepOf(PostTask input, PostRecord before, PostRecord post)
    {
        var step = post switch
        {
            { Stage: PostStage.Failed } => PostGuard.Failed(input, post),
            { DueAt: not null } => PostGuard.Waiting(input, post),
            _ => new PostStep { Stage = post.Stage, Problem = FindLoss(input, post) },
        };
        var stored = post.Pictures.Count(picture => picture.Id is not null) - before.Pictures.Count(picture => picture.Id is not null);
        return step with
        {
            Counts = step.Counts + new ScanCounts { Pictures = stored },
            WasTried = post.Attempts > before.Attempts,
            OwesVideos = post.OwesVideos && post.Stage != PostStage.Discovered,
        };
    }

    private static string? FindLoss(PostTask input, PostRecord post)
    {
        var lost = post.Pictures.Where(picture => picture.IsLost).ToList();
        return lost.Count == 0
            ? null
            : $"Post {post.Post.Id} of {input.Account} goes on without {lost.Count} of its {post.Pictures.Count} pictures: "
                + $"{lost[0].Failure}";
    }

    private PostRecord Advance(PostRecord post, List<SourceFailure> failed)
    {
        if (failed.Count > 0)
            return Wait(failures.Wait(post, failed));

        var settled = post with
        {
            Attempts = 0,
            FailingSince = null,
            DueAt = null,
            Reason = post.Pictures.FirstOrDefault(picture => picture.IsLost)?.Failure,
        };
        // One broken picture of a carousel must not hide the others.
        return settled with { Stage = post.Pictures.Any(picture => picture.Id is not null) ? PostStage.Stored : PostStage.Failed };
    }

    // The pictures that are there may be the news, and wait for the others no longer than this scan does.
    private PostRecord Wait(PostRecord post) => post with
    {
        Stage = post.DueAt - time.GetUtcNow() > ScanPatience.MaxWait && post.Pictures.Any(
            picture => picture is { Id: not null, Scores.Count: 0, Failure: null })
            ? PostStage.Stored
            : PostStage.Discovered,
    };

    private async Task<(PictureRecord Picture, SourceFailure? Failure)> FetchAsync(
        IPostSource source, PictureRecord picture, PostPicture description, CancellationToken cancellationToken)
    {
        var download = await source.FetchPictureAsync(description, cancellationToken);
        return download.Failure is { } failure
            ? Fail(source, picture, failure)
            : await KeepAsync(source, picture, description, download.Bytes, cancellationToken);
    }

    private async Task<(PictureRecord Picture, SourceFailure? Failure)> KeepAsync(
        IPostSource source,
        PictureRecord picture,
        PostPicture description,
        ReadOnlyMemory<byte> bytes,
        CancellationToken cancellationToken)
    {
        var shown = PictureDownloader.Show(description.Address);
        try
        {
            var (id, info) = await intake.KeepAsync(bytes, strictly: picture.Unreadable == 0, cancellationToken);
            return (new PictureRecord { Id = id, Width = info.Width, Height = info.Height }, null);
        }
        catch (PictureFormatException error)
        {
            return Unreadable($"{shown} is not a picture that can be read: {error.Message}");
        }

        (PictureRecord, SourceFailure?) Unreadable(string reason) =>
            Fail(source, picture, new SourceFailure(FailureKind.Malformed, reason));
    }

    private (PictureRecord Picture, SourceFailure? Failure) Fail(IPostSource source, PictureRecord picture, SourceFailure failure) =>
        (failures.Fail(source, picture, failure), failure);
}
