using Microsoft.Extensions.Options;
using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Models;
using Spotter.Reading;
using Spotter.Rules;

namespace Spotter.Watching;

/// <summary>Makes watches from a person's words, and says what is wrong with them.</summary>
public sealed class WatchMaker(
    AlertChannels channels, ModelCatalog models, IReaderStatus reader, IOptions<WatchingOptions> defaults, TimeProvider time)
{
    private const string Console = "console";

    /// <summary>Checks all that is not the account's own and returns what makes the watch of an account.</summary>
    /// <param name="schedule">Six cron fields; null for the default.</param>
    /// <param name="zone">The schedule's IANA time zone; null for the default.</param>
    /// <param name="model">The model's name; null for the default.</param>
    /// <param name="rules">Each as <see cref="AlertRule.Parse"/> reads it; where a label has no score, the model's holds.</param>
    /// <exception cref="WatchException">Something is not as it must be; the message says what there is.</exception>
    /// <exception cref="RuleException">A rule cannot be read.</exception>
    public async Task<Func<AccountId, Watch>> MakeAsync(
        string? schedule, string? zone, string? model, IReadOnlyList<string> rules, CancellationToken cancellationToken)
    {
        RequireSchedule(schedule ?? defaults.Value.Schedule, zone ?? defaults.Value.TimeZone);
        var description = await FindModelAsync(model ?? defaults.Value.Model, cancellationToken);
        var parsed = rules.Select(rule => ParseRule(rule, description)).ToList();
        var now = time.GetUtcNow();
        return account => new Watch { Account = account, Schedule = schedule, TimeZone = zone, Model = model, Rules = parsed, Since = now };
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
        };
        RequireSchedule(changed.Schedule ?? defaults.Value.Schedule, changed.TimeZone ?? defaults.Value.TimeZone);
        var model = await FindModelAsync(changed.Model ?? defaults.Value.Model, cancellationToken);
        RequireRules(watch, change.RemovedRules);
        var kept = change.Rules is null ? watch.Rules.Where(rule => !change.RemovedRules.Any(text => IsNamed(rule, text))).ToList() : [];
        RequireLabels(watch, kept, model);
        return changed with
        {
            Rules = [.. kept.Concat((change.Rules ?? change.AddedRules).Select(
            rule => ParseRule(rule, model))).Distinct()]
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

    private static void RequireLabels(Watch watch, List<AlertRule> kept, ModelDescription model)
    {
        if (kept.SelectMany(rule => rule.Condition.Labels).FirstOrDefault(label => !model.Labels.Contains(label)) is { } unknown)
            throw new WatchException(
                $"{watch.Account} has a rule for '{unknown}', which the model {model.Name} does not know. Give its rules anew "
                    + $"with the model. {NearNames.Suggest(unknown, model.Labels)}"
            );
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

    private async Task<ModelDescription> FindModelAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await models.DescribeAsync(name, cancellationToken);
        }
        catch (ModelException error)
        {
            throw new WatchException(error.Message, error);
        }
    }

    private AlertRule ParseRule(string text, ModelDescription model)
    {
        var rule = AlertRule.Parse(text, new RuleNames(model.Name, model.Labels, channels.Names), DefaultChannel());
        return rule.Condition.AsksForWords && reader.FindProblem() is { } problem
            ? throw new WatchException($"The rule '{rule}' asks for words in pictures, which nothing reads here. {problem}")
            : rule;
    }

    // Whoever has set one channel up means that one.
    private string DefaultChannel() => channels.Names.Where(name => name != Console).ToList() is [var only] ? only : Console;
}
