using System.ComponentModel.DataAnnotations;
using Spotter.Calls;

namespace Spotter.Sources.Feed;

/// <summary>How the source <c>feed</c> reads RSS, Atom and JSON Feeds. Settings section <c>Sources:Feed</c>.</summary>
public sealed class FeedOptions
{
    /// <summary>
    /// The call budget of all feeds together, as <see cref="CallWindow.ParseMany"/> reads it. Default <c>2,1 600,3600</c>.
    /// </summary>
    [CallWindows]
    public string CallBudget { get; set; } = "2,1 600,3600";

    /// <summary>How long one call may take. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00", ErrorMessage = "{0} must be longer than zero and at most {2}.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>True lets feeds come from this machine (127.0.0.0/8, ::1). Default false.</summary>
    public bool AllowLoopback { get; set; }
}
