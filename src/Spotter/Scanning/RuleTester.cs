using System.Globalization;
using Microsoft.Extensions.Options;
using Spotter.Accounts;
using Spotter.Captions;
using Spotter.Models;
using Spotter.Posts;
using Spotter.Rules;
using Spotter.State;
using Spotter.Watching;

namespace Spotter.Scanning;

/// <summary>Tries rules on the posts that are stored. It remembers what models say: for one person's question.</summary>
public sealed class RuleTester(
    PostRepository posts,
    WatchRepository watches,
    FactsGatherer gatherer,
    ModelCatalog models,
    CaptionModels captionModels,
    IOptions<WatchingOptions> defaults)
{
    // Some seconds; whoever wants more names accounts or a shorter time.
    private const int MaxPosts = 10_000;

    private readonly Dictionary<string, ModelDescription?> _models = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];

    /// <summary>Reads a rule whose labels one of the accounts' models must know.</summary>
    /// <exception cref="RuleException">It cannot be read.</exception>
    public async Task<RuleCondition> ReadAsync(string rule, IReadOnlyList<AccountId> accounts, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var ambiguous = new HashSet<string>(StringComparer.Ordinal);
        foreach (var account in accounts)
        {
            var watch = await watches.FindAsync(account, cancellationToken);
            if (await FindModelAsync(watch, cancellationToken) is { } model)
                known[model.Name] = model.Labels;
            else
                continue;
            if (await FindCaptionModelAsync(watch, cancellationToken) is not { } captions)
                continue;
            known[captions.Name] = captions.Labels;
            ambiguous.UnionWith(model.Labels.Intersect(captions.Labels));
        }

        if (known.Count == 0)
            throw new ModelException(string.Join(' ', _problems));

        var names = new RuleNames(string.Join(" and ", known.Keys), [.. known.Values.SelectMany(labels => labels).Distinct()])
        {
            Ambiguous = ambiguous,
        };
        return AlertRule.Parse(rule, names, defaultChannel: "").Condition;
    }

    /// <summary>Judges the accounts' posts since a time, newest first.</summary>
    public async Task<RuleTest> TestAsync(
        RuleCondition condition, IReadOnlyList<AccountId> accounts, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var matched = new List<RuleTestMatch>();
        var (looked, undecided, wordsUnread, stopped) = (0, 0, 0, false);
        DateTimeOffset? oldest = null;
        foreach (var account in accounts)
        {
            var watch = await watches.FindAsync(account, cancellationToken);
            var model = await FindModelAsync(watch, cancellationToken);
            var captions = await gatherer.FindCaptionsAsync(account, defaults.Value.FindCaptionModel(watch), cancellationToken);
            await foreach (var post in posts
                .ListAsync(account, after: null, Tell, cancellationToken)
                .TakeWhile(post => post.Post.PostedAt >= since)
                .WithCancellation(cancellationToken))
            {
                if (looked == MaxPosts)
                {
                    stopped = true;
                    break;
                }

                looked++;
                oldest = oldest < post.Post.PostedAt ? oldest : post.Post.PostedAt;
                var (judged, picture) = await TryJudgeAsync(condition, account, post, model, captions, cancellationToken);
                if (judged is null)
                    continue;
                if (picture is { } index)
                    matched.Add(MatchOf(account, post, index, judged.Judgement, condition));
                else if (judged.Truth == Truth.Unknown)
                    (undecided, wordsUnread) = (undecided + 1, wordsUnread + (judged.NeedsWords ? 1 : 0));
            }
        }

        return new RuleTest(
            condition.ToString(),
            since,
            oldest,
            looked,
            stopped,
            [.. matched.OrderByDescending(match => match.PostedAt)],
            undecided,
            wordsUnread,
            _problems);
    }

    private void Tell(RecordException error) => _problems.Add(error.Message);

    // A label of one of its pictures may be damaged.
    private async Task<(PostJudgement? Judgement, int? Picture)> TryJudgeAsync(
        RuleCondition condition,
        AccountId account,
        PostRecord post,
        ModelDescription? model,
        CaptionFacts? captions,
        CancellationToken cancellationToken)
    {
        try
        {
            return await JudgeAsync(condition, account, post, model, captions, cancellationToken);
        }
        catch (RecordException error)
        {
            Tell(error);
            return (null, null);
        }
    }

    // What is not classified yet will be: until then its labels are unknown, and its words.
    private async Task<(PostJudgement Judgement, int? Picture)> JudgeAsync(
        RuleCondition condition,
        AccountId account,
        PostRecord post,
        ModelDescription? model,
        CaptionFacts? captions,
        CancellationToken cancellationToken)
    {
        if (post.Stage is PostStage.Discovered or PostStage.Stored)
        {
            var open = condition.Judge(await gatherer.GatherAllAsync(account, post, model, captions, cancellationToken));
            return (open, open.Picture);
        }

        var gathered = await gatherer.GatherAsync(account, post, model, captions, cancellationToken);
        var judged = condition.Judge([.. gathered.Select(one => one.Facts)]);
        return (judged, judged.Picture is { } match
            ? post.Pictures.TakeWhile(one => !ReferenceEquals(one, gathered[match].Picture)).Count()
            : null);
    }

    private static RuleTestMatch MatchOf(
        AccountId account, PostRecord post, int picture, Judgement judgement, RuleCondition condition)
    {
        IReadOnlyList<string> why =
        [
            .. judgement.Scores.Select(score => string.Create(CultureInfo.InvariantCulture, $"{score.Label} {score.Score:0.00}")),
            .. judgement.Lines.Select(line => $"“{line.Text}”"),
            .. judgement.Others,
        ];
        return new RuleTestMatch(
            account,
            post.Post.Id,
            post.Post.PostedAt,
            post.Post.Link,
            picture,
            why.Count > 0 ? why : [condition.ToString()])
        {
            PostKey = PostKeys.Of(post.Post),
            PictureId = picture < post.Pictures.Count ? post.Pictures[picture].Id : null,
        };
    }

    // An account that is watched no more is judged by the default model.
    private async Task<ModelDescription?> FindModelAsync(Watch? watch, CancellationToken cancellationToken)
    {
        var name = watch?.Model ?? defaults.Value.Model;
        if (!_models.TryGetValue(name, out var model))
            _models[name] = model = await TryDescribeAsync(name, cancellationToken);
        return model;
    }

    private async Task<CaptionModelDescription?> FindCaptionModelAsync(Watch? watch, CancellationToken cancellationToken)
    {
        try
        {
            return defaults.Value.FindCaptionModel(watch) is { } name ? await captionModels.DescribeAsync(name, cancellationToken) : null;
        }
        catch (ModelException error)
        {
            _problems.Add(error.Message);
            return null;
        }
    }

    // The posts are stored: only what the model recommends is not known.
    private async Task<ModelDescription?> TryDescribeAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await models.DescribeAsync(name, cancellationToken);
        }
        catch (ModelException error)
        {
            _problems.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{error.Message} A label without a score counts from {ModelDescription.DefaultLeastScore:0.##} there."));
            return null;
        }
    }
}
