using Microsoft.Extensions.Options;
using Spotter.Alerting;
using Spotter.Calls;
using Spotter.Models;
using Spotter.Orchestration;
using Spotter.Posts;
using Spotter.Reading;
using Spotter.Reading.Installed;
using Spotter.State;
using Spotter.Watching;

namespace Spotter.Scanning;

/// <summary>Classifies the stored pictures of one post and records the alerts that its watch's rules ask for.</summary>
public sealed class Classify(
    WatchRepository watches,
    PostRepository posts,
    AlertRepository alerts,
    PictureScorer scorer,
    IPictureClassifier classifier,
    PostJudge judge,
    IReaderStatus reader,
    IOptions<ReadingOptions> reading,
    RetryPolicy retries,
    PostGuard guard,
    IOptions<WatchingOptions> options,
    TimeProvider time) : IActivity<Classify, PostTask, PostStep>
{
    /// <inheritdoc/>
    public static Activity<PostTask, PostStep> Definition { get; } = new("Classify");

    /// <inheritdoc/>
    public Task<PostStep> RunAsync(PostTask input, CancellationToken cancellationToken) =>
        guard.RunAsync(input, stored => ClassifyAsync(input, stored, cancellationToken), cancellationToken);

    private async Task<PostStep> ClassifyAsync(PostTask input, Versioned<PostRecord> stored, CancellationToken cancellationToken)
    {
        var before = stored.Value;
        if (before.Stage == PostStage.Failed)
            return PostGuard.Failed(input, before);
        if (before.Stage == PostStage.Classified || (before.Stage == PostStage.Discovered && IsPartlyClassified(before)))
            return new PostStep { Stage = before.Stage, AlertsToSend = await ListUnsentAsync(input, cancellationToken) };
        if (before.Stage != PostStage.Stored)
            return new PostStep { Stage = before.Stage };
        if (!retries.IsDue(before.DueAt) && !before.Pictures.Any(picture => picture.IsMissing))
            return PostGuard.Waiting(input, before);

        var watched = await watches.FindAsync(input.Account, cancellationToken);
        if (watched is null && input.Collecting is { Model: null } collecting)
            return await KeepAsync(input, stored, collecting, cancellationToken);

        var watch = watched ?? new Watch { Account = input.Account, Since = DateTimeOffset.MaxValue, Model = input.Collecting?.Model };
        ScoredPost scored;
        try
        {
            scored = await ScoreAsync(watch, before, cancellationToken);
        }
        catch (ClassifyingException error) when (RetryPolicy.IsWorthARetry(error.Failure.Kind))
        {
            return await RetryAsync(input, stored, error.Failure, cancellationToken);
        }

        return scored.Pictures.Any(picture => picture.IsScoredWithoutWords && ReadWords.IsToRead(picture))
            ? await AwaitWordsAsync(input, stored, scored, cancellationToken)
            : await JudgeAsync(input, stored, watch, scored, cancellationToken);
    }

    private async Task<IReadOnlyList<string>> ListUnsentAsync(PostTask input, CancellationToken cancellationToken) => await alerts
        .ListAsync(input.Account, input.PostKey, cancellationToken)
        .Where(alert => !alert.IsSettled)
        .Select(alert => alert.Message.Id)
        .ToListAsync(cancellationToken);

    private async Task<ScoredPost> ScoreAsync(Watch watch, PostRecord post, CancellationToken cancellationToken)
    {
        var model = watch.Model ?? options.Value.Model;
        // Before it judges: one that is replaced meanwhile judges what it has begun.
        var description = await classifier.DescribeAsync(model, cancellationToken);
        var wantsWords = description.Words is not null && post.Pictures.Any(picture => picture.Id is not null);
        var pictures = await PictureFanOut.RunAsync(
            post.Pictures, (picture, _) => ScoreAsync(picture, model, wantsWords, watch, cancellationToken), cancellationToken);
        return new ScoredPost(model, PostRecord.VersionOf(description), wantsWords, pictures);
    }

    private async Task<PictureRecord> ScoreAsync(
        PictureRecord picture, string model, bool wantsWords, Watch watch, CancellationToken cancellationToken)
    {
        if (picture.Id is not { } id || IsScored(picture))
            return picture;

        var (scores, problem) = await scorer.ScoreAsync(model, id, wantsWords ? picture.Words : null, cancellationToken);
        return problem is not null
            ? picture with { Failure = problem }
            : picture with
            {
                Scores = PictureRecord.Keep(scores, watch.LabelsOfRules),
                IsScoredWithoutWords = wantsWords && picture.Words is null && reader.FindProblem() is null,
            };
    }

    private static bool IsScored(PictureRecord picture) =>
        picture.Scores.Count > 0 && !(picture.IsScoredWithoutWords && picture.Words is not null);

    private static bool IsPartlyClassified(PostRecord post) => post.Pictures.Any(picture => picture.Scores.Count > 0);

    // Nothing is judged by scores that are not final.
    private async Task<PostStep> AwaitWordsAsync(
        PostTask input, Versioned<PostRecord> stored, ScoredPost scored, CancellationToken cancellationToken)
    {
        var asked = AskForWords(scored.Pictures, picture => picture.IsScoredWithoutWords);
        var post = stored.Value with { Pictures = asked, Model = scored.Model };
        await posts.SaveAsync(input.Account, input.PostKey, stored, post, [], cancellationToken);
        return new PostStep { Stage = post.Stage, NeedsWords = true, Counts = CountNew(stored.Value, post.Pictures) };
    }

    private async Task<PostStep> JudgeAsync(
        PostTask input, Versioned<PostRecord> stored, Watch watch, ScoredPost scored, CancellationToken cancellationToken)
    {
        var before = stored.Value;
        var earlier = IsPartlyClassified(before)
            ? await alerts.ListAsync(input.Account, input.PostKey, cancellationToken).ToListAsync(cancellationToken)
            : [];
        var verdict = await judge.JudgeAsync(
            watch, scored.Model, input.PostKey, before with { Pictures = scored.Pictures }, cancellationToken);
        var recorded = verdict.Alerts.Where(alert => earlier.All(known => known.Message.Id != alert.Message.Id)).ToList();
        var unsent = recorded.Concat(earlier.Where(alert => !alert.IsSettled)).ToList();
        var asked = reader.FindProblem() is null
            ? AskForWords(scored.Pictures, picture => IsEveryPictureRead(input) || verdict.OpenPictures.Contains(picture))
            : AskForWords(scored.Pictures, _ => false);
        var needsWords = asked.Any(picture => picture.AsksForWords);
        var judged = before with
        {
            Pictures = asked,
            Model = scored.Model,
            ModelVersion = scored.ModelVersion,
            OwesAlert = unsent.Count > 0,
        };
        var post = Advance(judged, unsent, needsWords);
        await posts.SaveAsync(input.Account, input.PostKey, stored, post, recorded, cancellationToken);
        if (post.Stage == PostStage.Failed)
            return PostGuard.Failed(input, post);

        return new PostStep
        {
            Stage = post.Stage,
            AlertsToSend = [.. unsent.Select(alert => alert.Message.Id)],
            NeedsWords = needsWords && post.Stage == PostStage.Stored,
            Notice = DescribeWhatIsOpen(input, scored, verdict, needsWords),
            Counts = CountNew(before, scored.Pictures),
        };
    }

    private string? DescribeWhatIsOpen(PostTask input, ScoredPost scored, PostVerdict verdict, bool needsWords)
    {
        string?[] sentences =
        [
            verdict.Open.Count > 0 && !needsWords ? verdict.DescribeOpen(reader.FindProblem()) : DescribeFallback(scored),
            needsWords ? null : verdict.DescribeUndecided(input),
        ];
        return string.Join(' ', sentences.OfType<string>()) is { Length: > 0 } all ? all : null;
    }

    private string? DescribeFallback(ScoredPost scored) => scored.WantsWords && reader.FindProblem() is { } problem
        ? $"The model '{scored.Model}' takes the words in pictures into account, and went by the pictures alone. {problem}"
        : null;

    private static ScanCounts CountNew(PostRecord before, IEnumerable<PictureRecord> classified) => new()
    {
        Classified = classified.Count(picture => picture.Scores.Count > 0) - before.Pictures.Count(picture => picture.Scores.Count > 0),
    };

    private bool IsEveryPictureRead(PostTask input) => reading.Value.EveryPicture || input.Collecting is { ReadsWords: true };

    private static PictureRecord[] AskForWords(IEnumerable<PictureRecord> pictures, Func<PictureRecord, bool> asks) =>
        [.. pictures.Select(picture => picture with { AsksForWords = ReadWords.IsToRead(picture) && asks(picture) })];

    private static PostRecord Advance(PostRecord post, IReadOnlyList<AlertRecord> unsent, bool needsWords)
    {
        // It is judged again when its words are read. Pictures that did not come keep their time.
        if (needsWords)
            return post with { Stage = PostStage.Stored };

        // Pictures that did not come yet are still waited for.
        if (post.Pictures.Any(picture => picture.IsMissing))
            return post with { Stage = PostStage.Discovered };

        return Settle(
            post with
            {
                Attempts = 0,
                FailingSince = null,
                DueAt = null,
                Reason = post.Pictures.FirstOrDefault(picture => picture.IsLost)?.Failure,
            },
            unsent);
    }

    private static PostRecord Settle(PostRecord post, IReadOnlyList<AlertRecord> unsent)
    {
        if (post.Pictures.All(picture => picture.Scores.Count == 0))
            return post with
            {
                Stage = PostStage.Failed,
                Reason = post.Pictures.Select(picture => picture.Failure).FirstOrDefault(reason => reason is not null),
            };

        return post with { Stage = unsent.Count == 0 ? PostStage.Done : PostStage.Classified };
    }

    // Nothing is to be said of its pictures.
    private async Task<PostStep> KeepAsync(
        PostTask input, Versioned<PostRecord> stored, CollectedWork collecting, CancellationToken cancellationToken)
    {
        if (collecting.ReadsWords && reader.FindProblem() is null && stored.Value.Pictures.Any(ReadWords.IsToRead))
            return new PostStep { Stage = PostStage.Stored, NeedsWords = true };

        var isWaiting = stored.Value.Pictures.Any(picture => picture.IsMissing);
        var post = isWaiting
            ? stored.Value with { Stage = PostStage.Discovered }
            : stored.Value with { Stage = PostStage.Done, Attempts = 0, FailingSince = null, DueAt = null };
        await posts.SaveAsync(input.Account, input.PostKey, stored, post, [], cancellationToken);
        return new PostStep { Stage = post.Stage };
    }

    // A pause that was asked for is no failed attempt. What the other pictures were told is kept by the classifier.
    private async Task<PostStep> RetryAsync(
        PostTask input, Versioned<PostRecord> stored, SourceFailure failure, CancellationToken cancellationToken) =>
        failure.Kind == FailureKind.Transient
            ? await guard.RetryAsync(input, stored, failure.Message, failure.RetryAfter, passes: true, cancellationToken)
            : await PauseAsync(input, stored, failure, cancellationToken);

    private async Task<PostStep> PauseAsync(
        PostTask input, Versioned<PostRecord> stored, SourceFailure failure, CancellationToken cancellationToken)
    {
        var post = stored.Value with
        {
            DueAt = retries.NextAt(1, failure.RetryAfter),
            NotBefore = retries.AskedUntil(failure.RetryAfter),
            FailingSince = stored.Value.FailingSince ?? time.GetUtcNow(),
            Reason = failure.Message,
        };
        await posts.SaveAsync(input.Account, input.PostKey, stored, post, [], cancellationToken);
        return PostGuard.Waiting(input, post);
    }

    /// <summary>The pictures of a post as a model scored them.</summary>
    private sealed record ScoredPost(string Model, string? ModelVersion, bool WantsWords, IReadOnlyList<PictureRecord> Pictures);
}
