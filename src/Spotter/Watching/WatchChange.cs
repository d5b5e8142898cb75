namespace Spotter.Watching;

/// <summary>What is to be different about a watch. What is null stays as it is.</summary>
public sealed record WatchChange
{
    /// <summary>Written instead of a schedule, zone or model, this takes the host's default again.</summary>
    public const string Default = "default";

    /// <summary>Six cron fields.</summary>
    public string? Schedule { get; init; }

    /// <summary>The schedule's IANA time zone.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The model's name.</summary>
    public string? Model { get; init; }

    /// <summary>The name of the model of captions; <see cref="Watch.NoModel"/> for none.</summary>
    public string? CaptionModel { get; init; }

    /// <summary>All rules, in place of those that there are; each as <see cref="Rules.AlertRule.Parse"/> reads it.</summary>
    public IReadOnlyList<string>? Rules { get; init; }

    /// <summary>Rules beside those that there are; passed over where <see cref="Rules"/> is given.</summary>
    public IReadOnlyList<string> AddedRules { get; init; } = [];

    /// <summary>The rules that go, each by its text or, where it is about one label alone, by the label.</summary>
    public IReadOnlyList<string> RemovedRules { get; init; } = [];
}
