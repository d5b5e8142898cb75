using System.Globalization;
using Microsoft.Extensions.Options;
using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Models;
using Spotter.Rules;

namespace Spotter.Watching;

/// <summary>Makes watches from a person's words, and says what is wrong with them.</summary>
public sealed class WatchMaker(AlertChannels channels, ModelCatalog models, IOptions<WatchingOptions> defaults, TimeProvider time)
{
    private const string Console = "console";

    /// <summary>Checks all that is not the account's own and returns what makes the watch of an account.</summary>
    /// <param name="schedule">Six cron fields; null for the default.</param>
    /// <param name="zone">The schedule's IANA time zone; null for the default.</param>
    /// <param name="model">The model's name; null for the default.</param>
    /// <param name="rules">Each <c>label[:least score[:channel]]</c>; where there is no score, the model's holds.</param>
    /// <exception cref="WatchException">Something is not as it must be; the message says what there is.</exception>
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
        var kept = change.Rules is null ? watch.Rules.Where(rule => !change.RemovedLabels.Contains(rule.Label)).ToList() : [];
        RequireLabels(watch, change, kept, model);
        return changed with
        {
            Rules = [.. kept.Concat((change.Rules ?? change.AddedRules).Select(
            rule => ParseRule(rule, model))).Distinct()]
        };
    }

    private static string? Change(string? present, string? wanted) =>
        wanted is null ? present : wanted == WatchChange.Default ? null : wanted;

    private static void RequireLabels(Watch watch, WatchChange change, List<AlertRule> kept, ModelDescription model)
    {
        if (change.RemovedLabels.FirstOrDefault(label => watch.Rules.All(rule => rule.Label != label)) is { } absent)
            throw new WatchException(
                $"{watch.Account} has no rule for '{absent}'. It has: "
                    + $"{string.Join(", ", watch.Rules.Select(rule => rule.Label).DefaultIfEmpty("none"))}."
            );
        if (kept.FirstOrDefault(rule => !model.Labels.Contains(rule.Label)) is { } unknown)
            throw new WatchException(
                $"{watch.Account} has a rule for '{unknown.Label}', which the model {model.Name} does not know. Give its rules anew "
                    + $"with the model. {Suggest(unknown.Label, model.Labels)}"
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
        var label = FindLabel(text, model);
        // A label may hold colons itself, and so may a channel.
        var parts = text[label.Length..].Split(':', 3);
        var score = parts.Length > 1 && parts[1].Length > 0 ? ParseScore(parts[1], text) : (double?)null;
        var channel = parts.Length > 2 ? parts[2] : DefaultChannel();
        if (channels.Find(channel) is null)
            throw new WatchException(
                $"There is no channel '{channel}'. There are: {string.Join(", ", channels.Names)}. Channels are settings: see "
                    + $"docs/settings.md."
            );

        return new AlertRule(label, score, channel);
    }

    private static string FindLabel(string text, ModelDescription model) =>
        model.Labels.Where(label => text == label || text.StartsWith($"{label}:", StringComparison.Ordinal)).MaxBy(label => label.Length)
        ?? throw new WatchException(
            $"The model {model.Name} has no label '{text.Split(':')[0]}'. {Suggest(text.Split(':')[0], model.Labels)}");

    private static double ParseScore(string text, string rule) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var score) && score is >= 0 and <= 1
            ? score
            : throw new WatchException(
                $"The least score of the rule '{rule}' is '{text}' and must be a number from 0 to 1, as in specials-board:0.9:lunch.");

    // Whoever has set one channel up means that one.
    private string DefaultChannel() => channels.Names.Where(name => name != Console).ToList() is [var only] ? only : Console;

    private static string Suggest(string label, IReadOnlyList<string> labels)
    {
        const int MaxNamed = 10;
        var near = labels.Where(known => known.Contains(label, StringComparison.OrdinalIgnoreCase)).Take(MaxNamed).ToList();
        return near.Count > 0
            ? $"Did you mean: {string.Join(", ", near)}?"
            : $"It has: {string.Join(", ", labels.Take(MaxNamed))}"
                + $"{(labels.Count > MaxNamed ? $" and {labels.Count - MaxNamed} more" : "")}.";
    }
}
