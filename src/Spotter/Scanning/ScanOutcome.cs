using System.Text.Json.Serialization;

namespace Spotter.Scanning;

/// <summary>How a scan ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScanOutcome>))]
public enum ScanOutcome
{
    /// <summary>It reached its end.</summary>
    Completed,

    /// <summary>It stopped at its limit of posts or pages, before its end.</summary>
    LimitReached,

    /// <summary>It did not begin: another scan of the account is running.</summary>
    Busy,

    /// <summary>It went round in circles and stopped: the source never says that its posts are at an end. What it shows was read.</summary>
    NoProgress,

    /// <summary>It was not to wait, and ended where it would have. A later scan goes on from there.</summary>
    Deferred,

    /// <summary>It ended with a failure.</summary>
    Failed,
}
