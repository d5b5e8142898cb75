using System.Text.Json.Serialization;
using Spotter.Accounts;
using Spotter.Rules;

namespace Spotter.Watching;

/// <summary>An account with its schedule, its model and its alert rules.</summary>
public sealed record Watch
{
    /// <summary>In the place of a model's name: none.</summary>
    public const string NoModel = "none";

    /// <summary>The account that is watched.</summary>
    public required AccountId Account { get; init; }

    /// <summary>When scans are due: a 6-field cron expression, seconds first; null means the host's default schedule.</summary>
    public string? Schedule { get; init; }

    /// <summary>The IANA time zone that <see cref="Schedule"/> is read in; null means the host's default zone.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The name of the model (a folder below the models folder); null means the host's default model.</summary>
    public string? Model { get; init; }

    /// <summary>
    /// The name of the model of captions, which says of the account what its posts suggest; null means the host's default, and
    /// <see cref="NoModel"/> none.
    /// </summary>
    public string? CaptionModel { get; init; }

    /// <summary>What is worth an alert. None is valid: pictures are then stored and classified only.</summary>
    public IReadOnlyList<AlertRule> Rules { get; init; } = [];

    /// <summary>The labels that its rules name.</summary>
    [JsonIgnore]
    public IReadOnlySet<string> LabelsOfRules => Rules.SelectMany(rule => rule.Condition.Labels).ToHashSet(StringComparer.Ordinal);

    /// <summary>When the watch began. Nothing posted earlier is alerted on.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>True while the schedule passes this watch over.</summary>
    public bool Paused { get; init; }
}
