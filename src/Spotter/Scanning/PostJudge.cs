using Microsoft.Extensions.Options;
using Spotter.Alerting;
using Spotter.Models;
using Spotter.Posts;
using Spotter.Reading;
using Spotter.Rules;
using Spotter.Watching;

namespace Spotter.Scanning;

/// <summary>Judges classified posts by the rules of their watch, and makes the alerts that they ask for.</summary>
public sealed class PostJudge(
    IPictureClassifier classifier, FactsGatherer facts, IOptions<WatchingOptions> options, TimeProvider time)
{
    private const int LinesKept = 20;
    private const int CharactersKept = 3_000;

    /// <summary>Judges a post.</summary>
    /// <param name="watch">Has the rules.</param>
    /// <param name="model">The model that classified the pictures.</param>
    /// <param name="postKey">The key of the post.</param>
    /// <param name="post">The post.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<PostVerdict> JudgeAsync(
        Watch watch, string model, string postKey, PostRecord post, CancellationToken cancellationToken)
    {
        // The first scan of a watch is its baseline: what was posted before is no news.
        if (post.Post.PostedAt < watch.Since || post.IsBaseline || watch.Rules.Count == 0)
            return PostVerdict.Nothing;

        var gathered = await GatherAsync(watch, model, post, cancellationToken);
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
        var undecided = judged.Where(one => one.Judgement.Judgement.Reason is not null);
        return new PostVerdict(
            [.. recorded],
            open,
            FindOpen(open, gathered),
            [.. undecided.Select(one => (one.Rule, one.Judgement.Judgement.Reason!))]);
    }

    private async Task<IReadOnlyList<(PictureRecord Picture, PictureFacts Facts)>> GatherAsync(
        Watch watch, string model, PostRecord post, CancellationToken cancellationToken)
    {
        var description = await classifier.DescribeAsync(model, cancellationToken);
        var captions = watch.LabelsOfRules.All(description.Labels.Contains)
            ? null
            : await facts.FindCaptionsAsync(watch.Account, options.Value.FindCaptionModel(watch), cancellationToken);
        return await facts.GatherAsync(watch.Account, post, description, captions, cancellationToken);
    }

    private static HashSet<PictureRecord> FindOpen(
        IReadOnlyList<AlertRule> open, IReadOnlyList<(PictureRecord Picture, PictureFacts Facts)> gathered) =>
        [.. gathered
            .Where(one => open.Any(rule => rule.Condition.Judge(one.Facts).NeedsWords))
            .Select(one => one.Picture)];

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
}
