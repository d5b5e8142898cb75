using Microsoft.Extensions.Options;
using Spotter.Alerting;
using Spotter.Calls;
using Spotter.Models;
using Spotter.Orchestration;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Reading;
using Spotter.Reading.Installed;
using Spotter.Rules;
using Spotter.State;
using Spotter.Watching;

namespace Spotter.Scanning;

/// <summary>Classifies the stored pictures of one post and records the alerts that its watch's rules ask for.</summary>
public sealed class Classify(
    WatchRepository watches,
    PostRepository posts,
    AlertRepository alerts,
    IPictureStore pictures,
    IPictureClassifier classifier,
    FactsGatherer facts,
    IReaderStatus reader,
    IOptions<ReadingOptions> reading,
    RetryPolicy retries,
    PostGuard guard,
    IOptions<WatchingOptions> options,
    TimeProvider time) : IActivity<Classify, PostTask, PostStep>
{
    private const int LinesKept = 20;
    private const int CharactersKept = 3_000;

    private static readonly HashSet<PictureRecord> NoPictures = [];

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

        var watched = await watches.FindAsync(input.Account, cancellationToken);
        if (watched is null && input.Collecting is { Model: null } collecting)
            return await KeepAsync(input, stored, collecting, cancellationToken);

        var watch = watched ?? new Watch { Account = input.Account, Since = DateTimeOffset.MaxValue, Model = input.Collecting?.Model };
        var model = watch.Model ?? options.Value.Model;
        PictureRecord[] classified;
        bool modelWantsWords;
        // Before it judges: one that is replaced meanwhile judges what it has begun.
        string? version;
        try
        {
            version = PostRecord.VersionOf(await classifier.DescribeAsync(model, cancellationToken));
            modelWantsWords = await WantsWordsAsync(model, before, cancellationToken);
            classified = await PictureFanOut.RunAsync(
                before.Pictures,
                (picture, _) => ClassifyAsync(picture, model, modelWantsWords, watch, cancellationToken),
                cancellationToken);
        }
        catch (ClassifyingException error) when (RetryPolicy.IsWorthARetry(error.Failure.Kind))
        {
            return await RetryAsync(input, stored, error.Failure, cancellationToken);
        }

        if (classified.Any(picture => picture.IsScoredWithoutWords && ReadWords.IsToRead(picture)))
            return await AwaitWordsAsync(
                input,
                stored,
                before with { Pictures = AskForWords(classified, picture => picture.IsScoredWithoutWords), Model = model },
                cancellationToken);

        var earlier = IsPartlyClassified(before) ? await ListAlertsAsync(input, cancellationToken) : [];
        var judged = await JudgeAsync(watch, model, input.PostKey, before with { Pictures = classified }, cancellationToken);
        var recorded = judged.Alerts.Where(alert => earlier.All(known => known.Message.Id != alert.Message.Id)).ToList();
        var unsent = recorded.Concat(earlier.Where(alert => !alert.IsSettled)).ToList();
        var asked = reader.FindProblem() is null
            ? AskForWords(classified, picture => IsEveryPictureRead(input) || judged.OpenPictures.Contains(picture))
            : AskForWords(classified, _ => false);
        var needsWords = asked.Any(picture => picture.AsksForWords);
        var judgedPost = before with { Pictures = asked, Model = model, ModelVersion = version, OwesAlert = unsent.Count > 0 };
        var post = Advance(judgedPost, unsent, needsWords);
        await posts.SaveAsync(input.Account, input.PostKey, stored, post, recorded, cancellationToken);

        if (post.Stage == PostStage.Failed)
            return PostGuard.Failed(input, post);

        return new PostStep
        {
            Stage = post.Stage,
            AlertsToSend = [.. unsent.Select(alert => alert.Message.Id)],
            NeedsWords = needsWords && post.Stage == PostStage.Stored,
            Notice = Join(
                judged.Open.Count > 0 && !needsWords ? DescribeOpen(judged.Open) : DescribeFallback(model, modelWantsWords),
                needsWords ? null : DescribeUndecided(input, judged.Undecided)),
            Counts = CountNew(before, classified),
        };
    }

    // Nothing is judged by scores that are not final.
    private async Task<PostStep> AwaitWordsAsync(
        PostTask input, Versioned<PostRecord> stored, PostRecord post, CancellationToken cancellationToken)
    {
        await posts.SaveAsync(input.Account, input.PostKey, stored, post, [], cancellationToken);
        return new PostStep { Stage = post.Stage, NeedsWords = true, Counts = CountNew(stored.Value, post.Pictures) };
    }

    private static ScanCounts CountNew(PostRecord before, IEnumerable<PictureRecord> classified) => new()
    {
        Classified = classified.Count(picture => picture.Scores.Count > 0) - before.Pictures.Count(picture => picture.Scores.Count > 0),
    };

    private async Task<bool> WantsWordsAsync(string model, PostRecord post, CancellationToken cancellationToken) =>
        post.Pictures.Any(picture => picture.Id is not null)
        && (await classifier.DescribeAsync(model, cancellationToken)).Words is not null;

    private string? DescribeFallback(string model, bool wantsWords) => wantsWords && reader.FindProblem() is { } problem
        ? $"The model '{model}' takes the words in pictures into account, and went by the pictures alone. {problem}"
        : null;

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

    private async Task<PictureRecord> ClassifyAsync(
        PictureRecord picture, string model, bool wantsWords, Watch watch, CancellationToken cancellationToken)
    {
        if (picture.Id is not { } id || IsScored(picture))
            return picture;

        if (await pictures.ReadAsync(id, cancellationToken) is not { } file)
            return picture with { Failure = $"Picture {id} is gone from the picture store." };

        try
        {
            var scores = wantsWords && picture.Words is { } words
                ? await classifier.ClassifyAsync(model, file.Bytes, WordFigures.Of(words), cancellationToken)
                : await classifier.ClassifyAsync(model, file.Bytes, cancellationToken);
            return picture with
            {
                Scores = PictureRecord.Keep(scores, watch.LabelsOfRules),
                IsScoredWithoutWords = wantsWords && picture.Words is null && reader.FindProblem() is null,
            };
        }
        catch (PictureFormatException error)
        {
            return picture with { Failure = $"Picture {id} cannot be classified: {error.Message}" };
        }
    }

    private static bool IsScored(PictureRecord picture) =>
        picture.Scores.Count > 0 && !(picture.IsScoredWithoutWords && picture.Words is not null);

    /// <summary>
    /// What the rules ask for, those that only the words in the pictures decide, and those of which nobody can say it, with the reason.
    /// </summary>
    private async Task<(
        IReadOnlyList<AlertRecord> Alerts,
        IReadOnlyList<AlertRule> Open,
        IReadOnlySet<PictureRecord> OpenPictures,
        IReadOnlyList<(AlertRule Rule, string Reason)> Undecided)> JudgeAsync(
        Watch watch, string model, string postKey, PostRecord post, CancellationToken cancellationToken)
    {
        // The first scan of a watch is its baseline: what was posted before is no news.
        if (post.Post.PostedAt < watch.Since || post.IsBaseline || watch.Rules.Count == 0)
            return ([], [], NoPictures, []);

        var description = await classifier.DescribeAsync(model, cancellationToken);
        var captions = watch.LabelsOfRules.All(description.Labels.Contains)
            ? null
            : await facts.FindCaptionsAsync(watch.Account, options.Value.FindCaptionModel(watch), cancellationToken);
        var gathered = await facts.GatherAsync(watch.Account, post, description, captions, cancellationToken);
        var judged = watch.Rules
            .Select(rule => (Rule: rule, Judgement: rule.Condition.Judge([.. gathered.Select(one => one.Facts)])))
            .ToList();
        var recorded = judged
            .Where(one => one.Judgement.Picture is not null)
            .Select(one => Record(
                watch, postKey, post, one.Rule, gathered[one.Judgement.Picture!.Value].Picture, one.Judgement.Judgement))
            // Rules that differ in a score alone ask for one alert.
            .DistinctBy(alert => alert.Message.Id);
        var open = judged.Where(one => one.Judgement.NeedsWords).Select(one => one.Rule).ToList();
        return (
            [.. recorded],
            [.. open],
            FindOpen(open, gathered),
            [.. judged.Where(one => one.Judgement.Judgement.Reason is not null).Select(
                one => (one.Rule, one.Judgement.Judgement.Reason!))]);
    }

    // Of a carousel, the pictures that the rest of the rule excludes are not read.
    private static HashSet<PictureRecord> FindOpen(
        IReadOnlyList<AlertRule> open, IReadOnlyList<(PictureRecord Picture, PictureFacts Facts)> gathered) =>
        [.. gathered
            .Where(one => open.Any(rule => rule.Condition.Judge(one.Facts).NeedsWords))
            .Select(one => one.Picture)];

    // A post that nobody could judge may have been news.
    internal static string? DescribeUndecided(PostTask input, IReadOnlyList<(AlertRule Rule, string Reason)> undecided) => Join([
        .. undecided.Select(one =>
            $"Post {PostKeys.Read(input.PostKey).Id} of {input.Account} could not be judged by '{one.Rule}', so that no alert came of it. "
                + one.Reason)]);

    private static string? Join(params IReadOnlyList<string?> sentences) =>
        string.Join(' ', sentences.OfType<string>()) is { Length: > 0 } all ? all : null;

    private string DescribeOpen(IReadOnlyList<AlertRule> open)
    {
        var rules = string.Join(", ", open.Select(rule => $"'{rule}'"));
        return $"Words in pictures were not read, so that no alert came of what hangs on them: {rules}. {reader.FindProblem()}".TrimEnd();
    }

    private AlertRecord Record(
        Watch watch, string postKey, PostRecord post, AlertRule rule, PictureRecord picture, Judgement judgement) => new()
        {
            Channel = rule.Channel,
            PostKey = postKey,
            Message = new AlertMessage
            {
                Id = AlertIds.Of(watch.Account, post.Post.Id, rule),
                Account = watch.Account,
                Label = judgement.Best?.Label ?? rule.Condition.ToString(),
                Score = judgement.Best?.Score,
                Lines = [.. judgement.Lines.Take(LinesKept)],
                Words = rule.Condition.AsksForWords && picture.Words is { } words ? TextOf(words) : null,
                PostedAt = post.Post.PostedAt,
                Caption = post.Post.Caption,
                Link = post.Post.Link,
                Picture = picture.Id!.Value,
                AltText = $"{judgement.Best?.Label ?? rule.Condition.ToString()}: a picture posted by {watch.Account.Handle}",
                RecordedAt = time.GetUtcNow(),
            },
        };

    private static string TextOf(PictureWords words)
    {
        var text = string.Join('\n', words.Lines.Select(line => line.Text));
        return text.Length <= CharactersKept ? text : text[..CharactersKept];
    }

    private async Task<IReadOnlyList<AlertRecord>> ListAlertsAsync(PostTask input, CancellationToken cancellationToken) =>
        await alerts.ListAsync(input.Account, input.PostKey, cancellationToken).ToListAsync(cancellationToken);
}
