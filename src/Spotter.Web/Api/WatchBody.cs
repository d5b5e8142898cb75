using System.Text.Json.Serialization;

namespace Spotter.Web.Api;

/// <summary>What a watch is to be like. What is absent is the default; what is misspelt is refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record WatchBody
{
    /// <summary>Six cron fields, seconds first.</summary>
    public string? Schedule { get; init; }

    /// <summary>The IANA time zone of the schedule.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The model that classifies.</summary>
    public string? Model { get; init; }

    /// <summary>The model of captions that says of the account what its posts suggest; <c>none</c> for none.</summary>
    public string? CaptionModel { get; init; }

    /// <summary>
    /// What is worth an alert, each <c>condition [-> channel]</c>, as docs/rules.md tells; a label without a score must reach what the
    /// model recommends when it judges.
    /// </summary>
    public IReadOnlyList<string?>? Rules { get; init; }

    /// <summary>True to pass the watch over.</summary>
    public bool Paused { get; init; }
}
