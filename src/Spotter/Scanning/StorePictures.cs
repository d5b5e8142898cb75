using Spotter.Calls;
using Spotter.Orchestration;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Sources;
using Spotter.State;

namespace Spotter.Scanning;

/// <summary>Downloads and stores the pictures of one post that are not stored yet.</summary>
public sealed class StorePictures(
    PostSources sources,
    PostRepository posts,
    PictureIntake intake,
    RetryPolicy retries,
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
        if (before.Stage == PostStage.Failed)
            return PostGuard.Failed(input, before);
        if (before.Stage != PostStage.Discovered)
            return new PostStep { Stage = before.Stage };
        if (!retries.IsDue(before.DueAt))
            return PostGuard.Waiting(input, before);

        var source = sources.Get(input.Account.Source);
        var fetches = await PictureFanOut.RunAsync(
            before.Pictures,
            async (picture, index) => picture.IsMissing
                ? await FetchAsync(source, picture, before.Post.Pictures[index], cancellationToken)
                : (Picture: picture, Failure: null),
            cancellationToken);
        var failures = fetches.Where(fetch => fetch.Picture.IsMissing).Select(fetch => fetch.Failure!).ToList();
        var post = Advance(before with { Pictures = [.. fetches.Select(fetch => fetch.Picture)] }, failures);
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
        return step with { Counts = step.Counts + new ScanCounts { Pictures = stored }, WasTried = post.Attempts > before.Attempts };
    }

    private static string? FindLoss(PostTask input, PostRecord post)
    {
        var lost = post.Pictures.Where(picture => picture.IsLost).ToList();
        return lost.Count == 0
            ? null
            : $"Post {post.Post.Id} of {input.Account} goes on without {lost.Count} of its {post.Pictures.Count} pictures: "
                + $"{lost[0].Failure}";
    }

    private PostRecord Advance(PostRecord post, List<SourceFailure> failures)
    {
        if (failures.Count > 0)
            return Wait(post, failures);

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

    // A wait that was asked for is no failed attempt.
    private PostRecord Wait(PostRecord post, List<SourceFailure> failures)
    {
        var tried = post.Attempts + (failures.All(failure => failure.Kind == FailureKind.Throttled) ? 0 : 1);
        var asked = failures.Max(failure => failure.RetryAfter);
        var dueAt = retries.NextAt(Math.Max(tried, 1), asked);
        return post with
        {
            // The pictures that are there may be the news, and wait for the others no longer than this scan does.
            Stage = dueAt - time.GetUtcNow() > ScanRun.MaxWait && post.Pictures.Any(
                picture => picture is { Id: not null, Scores.Count: 0, Failure: null })
                ? PostStage.Stored
                : PostStage.Discovered,
            Attempts = tried,
            Reason = failures[0].Message,
            FailingSince = post.FailingSince ?? time.GetUtcNow(),
            DueAt = dueAt,
            NotBefore = retries.AskedUntil(asked),
        };
    }

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

    private (PictureRecord Picture, SourceFailure? Failure) Fail(IPostSource source, PictureRecord picture, SourceFailure failure)
    {
        var unreadable = picture.Unreadable + (failure.Kind == FailureKind.Malformed ? 1 : 0);
        // An outage before it says nothing of the picture.
        DateTimeOffset? since = RetryPolicy.IsPassing(failure.Kind) ? null : picture.FailingSince ?? time.GetUtcNow();
        var failed = picture with
        {
            Failure = failure.Message,
            Unreadable = unreadable,
            FailingSince = since,
            IsGone = failure.Kind == FailureKind.Unavailable,
            IsLost = since is { } begin && (
                failure.Kind == FailureKind.Malformed ? IsNoPicture(source, unreadable, begin) : retries.HasLasted(begin)),
        };
        return (failed, failure);
    }

    // A file that is put right is another post.
    private bool IsNoPicture(IPostSource source, int unreadable, DateTimeOffset since) =>
        !source.MayPostsMove || retries.IsNoPicture(unreadable, since);
}
