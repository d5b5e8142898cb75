using Microsoft.Extensions.Options;
using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Captions;
using Spotter.Models;
using Spotter.Reading;
using Spotter.Rules;

namespace Spotter.Watching;

/// <summary>Makes watches from a person's words, and says what is wrong with them.</summary>
public sealed class WatchMaker(
    AlertChannels channels,
    ModelCatalog models,
    CaptionModels captionModels,
    IReaderStatus reader,
    IOptions<WatchingOptions> defaults,
    TimeProvider time)
{
    private const string Console = "console";

    /// <summary>Checks all that is not the account's own and returns what makes the watch of an account.</summary>
    /// <param name="schedule">Six cron fields; null for the default.</param>
    /// <param name="zone">The schedule's IANA time zone; null for the default.</param>
    /// <param name="model">The model's name; null for the default.</param>
    /// <param name="rules">Each as <see cref="AlertRule.Parse"/> reads it; where a label has no score, the model's holds.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="WatchException">Something is not as it must be; the message says what there is.</exception>
    /// <exception cref="RuleException">A rule cannot be read.</exception>
    public Task<Func<AccountId, Watch>> MakeAsync(
        string? schedule, string? zone, string? model, IReadOnlyList<string> rules, CancellationToken cancellationToken) =>
        MakeAsync(new WatchChange { Schedule = schedule, TimeZone = zone, Model = model, Rules = rules }, cancellationToken);

    /// <summary>Checks all that is not the account's own and returns what makes the watch of an account.</summary>
    /// <param name="wish">What is not the default.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="WatchException">Something is not as it must be; the message says what there is.</exception>
    /// <exception cref="RuleException">A rule cannot be read.</exception>
    public async Task<Func<AccountId, Watch>> MakeAsync(WatchChange wish, CancellationToken cancellationToken)
    {
        var plain = new Watch
        {
            Account = default,
            Schedule = wish.Schedule,
            TimeZone = wish.TimeZone,
            Model = wish.Model,
            CaptionModel = wish.CaptionModel,
            Since = time.GetUtcNow(),
        };
        RequireSchedule(plain.Schedule ?? defaults.Value.Schedule, plain.TimeZone ?? defaults.Value.TimeZone);
        var names = await FindNamesAsync(plain, cancellationToken);
        var made = plain with { Rules = [.. (wish.Rules ?? []).Select(rule => ParseRule(rule, names))] };
        return account => made with { Account = account };
    }

    /// <summary>Checks a change of a watch and returns the watch as it then is, from the same beginning.</summary>
    /// <exception cref="WatchException">Something is not as it must be; the message says what there is.</exception>
    /// <exception cref="RuleException">A rule cannot be read.</exception>
    public async Task<Watch> ChangeAsync(Watch watch, WatchChange change, CancellationToken cancellationToken)
    {
        var changed = watch with
        {
            Schedule = Change(watch.Schedule, change.Schedule),
            TimeZone = Change(watch.TimeZone, change.TimeZone),
            Model = Change(watch.Model, change.Model),
            CaptionModel = Change(watch.CaptionModel, change.CaptionModel),
        };
        RequireSchedule(changed.Schedule ?? defaults.Value.Schedule, changed.TimeZone ?? defaults.Value.TimeZone);
        var names = await FindNamesAsync(changed, cancellationToken);
        RequireRules(watch, change.RemovedRules);
        var kept = change.Rules is null ? watch.Rules.Where(rule => !change.RemovedRules.Any(text => IsNamed(rule, text))).ToList() : [];
        RequireLabels(watch, kept, names);
        return changed with
        {
            Rules = [.. kept.Concat((change.Rules ?? change.AddedRules).Select(
            rule => ParseRule(rule, names))).Distinct()]
        };
    }

    private static string? Change(string? present, string? wanted) =>
        wanted is null ? present : wanted == WatchChange.Default ? null : wanted;

    private static bool IsNamed(AlertRule rule, string text) =>
        rule.Label == text || rule.Condition.ToString() == text || rule.ToString() == text;

    private static void RequireRules(Watch watch, IReadOnlyList<string> named)
    {
        if (named.FirstOrDefault(text => !watch.Rules.Any(rule => IsNamed(rule, text))) is { } absent)
            throw new WatchException(
                $"{watch.Account} has no rule for '{absent}'. It has: "
                    + $"{string.Join(", ", watch.Rules.Select(rule => rule.Label ?? rule.ToString()).DefaultIfEmpty("none"))}."
            );
    }

    private static void RequireLabels(Watch watch, List<AlertRule> kept, RuleNames names)
    {
        var labels = kept.SelectMany(rule => rule.Condition.Labels);
        if (labels.FirstOrDefault(label => names.FindLabelError(label) is not null) is not { } wrong)
            return;

        throw new WatchException(
            names.Ambiguous.Contains(wrong)
                ? $"{watch.Account} has a rule for '{wrong}'. {names.FindLabelError(wrong)}"
                : $"{watch.Account} has a rule for '{wrong}', which the model {names.Model} does not know. Give its rules anew "
                    + $"with the model. {NearNames.Suggest(wrong, names.Labels)}");
    }

    private static void RequireSchedule(string schedule, string zone)
    {
        try
        {
            CronSchedule.Parse(schedule, zone);
        }
        catch (FormatException error)
        {
            throw new WatchException(error.Message, error);
        }
    }

    private async Task<RuleNames> FindNamesAsync(Watch watch, CancellationToken cancellationToken)
    {
        try
        {
            var pictures = await models.DescribeAsync(watch.Model ?? defaults.Value.Model, cancellationToken);
            if (defaults.Value.FindCaptionModel(watch) is not { } name)
                return new RuleNames(pictures.Name, pictures.Labels, channels.Names);

            var captions = await captionModels.DescribeAsync(name, cancellationToken);
            return new RuleNames($"{pictures.Name} and {captions.Name}", [.. pictures.Labels.Union(captions.Labels)], channels.Names)
            {
                Ambiguous = [.. pictures.Labels.Intersect(captions.Labels)],
            };
        }
        catch (ModelException error)
        {
            throw new WatchException(error.Message, error);
        }
    }

    private AlertRule ParseRule(string text, RuleNames names)
    {
        var rule = AlertRule.Parse(text, names, DefaultChannel());
        return rule.Condition.AsksForWords && reader.FindProblem() is { } problem
            ? throw new WatchException($"The rule '{rule}' asks for words in pictures, which nothing reads here. {problem}")
            : rule;
    }

    // Whoever has set one channel up means that one.
    private string DefaultChannel() => channels.Names.Where(name => name != Console).ToList() is [var only] ? only : Console;
}
