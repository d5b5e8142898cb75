using Microsoft.Extensions.Options;
using Spotter.Alerting;
using Spotter.Calls;
using Spotter.Corrections;
using Spotter.Models;
using Spotter.Orchestration;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Rules;
using Spotter.Sources;
using Spotter.State;
using Spotter.Watching;

namespace Spotter.Scanning;

/// <summary>Classifies the stored pictures of one post and records the alerts that its watch's rules ask for.</summary>
public sealed class Classify(
    WatchRepository watches,
    PostRepository posts,
    IPictureStore pictures,
    IPictureClassifier classifier,
    PictureLabels labels,
    RetryPolicy retries,
    PostGuard guard,
    IOptions<WatchingOptions> options,
    TimeProvider time) : IActivity<Classify, PostTask, PostStep>
{
    private const int ScoresKept = 5;

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
            return new PostStep
            {
                Stage = before.Stage,
                AlertsToSend =
                [
                    .. (await ListAlertsAsync(input, cancellationToken)).Where(alert => !alert.IsSettled).Select(alert => alert.Message.Id),
                ],
            };
        if (before.Stage != PostStage.Stored)
            return new PostStep { Stage = before.Stage };
        if (!retries.IsDue(before.DueAt) && !before.Pictures.Any(picture => picture.IsMissing))
            return PostGuard.Waiting(input, before);

        var watch =
            await watches.FindAsync(input.Account, cancellationToken)
            ?? new Watch { Account = input.Account, Since = DateTimeOffset.MaxValue };
        var model = watch.Model ?? options.Value.Model;
        PictureRecord[] classified;
        try
        {
            classified = await PictureFanOut.RunAsync(
                before.Pictures, (picture, _) => ClassifyAsync(picture, model, watch, cancellationToken), cancellationToken);
        }
        catch (ClassifyingException error) when (RetryPolicy.IsWorthARetry(error.Failure.Kind))
        {
            return await RetryAsync(input, stored, error.Failure, cancellationToken);
        }

        var corrected = await Task.WhenAll(classified.Select(picture => CorrectAsync(picture, cancellationToken)));
        var earlier = IsPartlyClassified(before) ? await ListAlertsAsync(input, cancellationToken) : [];
        var found = await FindAlertsAsync(watch, model, input.PostKey, before.Post, corrected, cancellationToken);
        var alerts = found.Where(alert => earlier.All(known => known.Message.Id != alert.Message.Id)).ToList();
        var unsent = alerts.Concat(earlier.Where(alert => !alert.IsSettled)).ToList();
        var post = Advance(before with { Pictures = classified, Model = model }, unsent);
        await posts.SaveAsync(input.Account, input.PostKey, stored, post, alerts, cancellationToken);

        if (post.Stage == PostStage.Failed)
            return PostGuard.Failed(input, post);

        return new PostStep
        {
            Stage = post.Stage,
            AlertsToSend = [.. unsent.Select(alert => alert.Message.Id)],
            Counts = new ScanCounts
            {
                Classified = classified.Count(picture => picture.Scores.Count > 0) - before.Pictures.Count(
                picture => picture.Scores.Count > 0)
            },
        };
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

    private static bool IsPartlyClassified(PostRecord post) => post.Pictures.Any(picture => picture.Scores.Count > 0);

    private static PostRecord Advance(PostRecord post, IReadOnlyList<AlertRecord> unsent)
    {
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
            unsent
        );
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

    private async Task<PictureRecord> ClassifyAsync(PictureRecord picture, string model, Watch watch, CancellationToken cancellationToken)
    {
        if (picture.Id is not { } id || picture.Scores.Count > 0)
            return picture;

        if (await pictures.ReadAsync(id, cancellationToken) is not { } file)
            return picture with { Failure = $"Picture {id} is gone from the picture store." };

        try
        {
            var scores = await classifier.ClassifyAsync(model, file.Bytes, cancellationToken);
            var kept = scores.Where((score, rank) => rank < ScoresKept || watch.Rules.Any(rule => rule.Label == score.Label));
            return picture with { Scores = [.. kept] };
        }
        catch (PictureFormatException error)
        {
            return picture with { Failure = $"Picture {id} cannot be classified: {error.Message}" };
        }
    }

    // A picture that a person labelled may be posted again: the rules go by the person. The record keeps what the model said.
    private async Task<PictureRecord> CorrectAsync(PictureRecord picture, CancellationToken cancellationToken) =>
        picture is { Id: { } id, Scores.Count: > 0 } && await labels.FindAsync(id, cancellationToken) is { } label
            ? picture with { Scores = label.Over(picture.Scores) }
            : picture;

    private async Task<IReadOnlyList<AlertRecord>> FindAlertsAsync(
        Watch watch, string model, string postKey, Post post, IReadOnlyList<PictureRecord> pictures, CancellationToken cancellationToken)
    {
        // The first scan of a watch is its baseline: what was posted before is no news.
        if (post.PostedAt < watch.Since)
            return [];

        var matches = watch.Rules
            .Select(rule => (Rule: rule, Best: FindBest(pictures, rule)))
            .Where(match => match.Best.Picture is not null)
            .ToList();
        if (matches.Count == 0)
            return [];

        var description = await classifier.DescribeAsync(model, cancellationToken);
        return [.. matches
            .Where(match => match.Best.Score >= (match.Rule.LeastScore ?? description.LeastScoreOf(match.Rule.Label)))
            .Select(match => Record(watch, postKey, post, match.Rule, match.Best.Picture!, match.Best.Score))];
    }

    private static (PictureRecord? Picture, double Score) FindBest(IReadOnlyList<PictureRecord> pictures, AlertRule rule)
    {
        (PictureRecord? Picture, double Score) best = (null, double.NegativeInfinity);
        foreach (var picture in pictures)
            foreach (var score in picture.Scores)
                if (score.Label == rule.Label && score.Score > best.Score)
                    best = (picture, score.Score);
        return best;
    }

    private AlertRecord Record(Watch watch, string postKey, Post post, AlertRule rule, PictureRecord picture, double score) => new()
    {
        Channel = rule.Channel,
        PostKey = postKey,
        Message = new AlertMessage
        {
            Id = AlertIds.Of(watch.Account, post.Id, rule),
            Account = watch.Account,
            Label = rule.Label,
            Score = score,
            PostedAt = post.PostedAt,
            Caption = post.Caption,
            Link = post.Link,
            Picture = picture.Id!.Value,
            AltText = $"{rule.Label}: a picture posted by {watch.Account.Handle}",
            RecordedAt = time.GetUtcNow(),
        },
    };

    private async Task<IReadOnlyList<AlertRecord>> ListAlertsAsync(PostTask input, CancellationToken cancellationToken) =>
        await posts.ListAlertsAsync(input.Account, input.PostKey, cancellationToken).ToListAsync(cancellationToken);
}
