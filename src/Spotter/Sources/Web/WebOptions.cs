using System.ComponentModel.DataAnnotations;
using Spotter.Calls;

namespace Spotter.Sources.Web;

/// <summary>How the source <c>web</c> reads pages. Settings section <c>Sources:Web</c>.</summary>
public sealed class WebOptions
{
    /// <summary>
    /// The call budget of all pages together, as <see cref="CallWindow.ParseMany"/> reads it: the wait between two of them. Default
    /// <c>1,2 600,3600</c>.
    /// </summary>
    [CallWindows]
    public string CallBudget { get; set; } = "1,2 600,3600";

    /// <summary>How long one page may take. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00", ErrorMessage = "{0} must be longer than zero and at most {2}.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many pages of a site are read in one pass. Default 500.</summary>
    [Range(1, 5_000)]
    public int MaxPages { get; set; } = 500;

    /// <summary>The least time from one request for a picture or a video to the next. Default 0.25 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan PictureWait { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How many bytes of pictures and videos are fetched in a second, on the average. Default 0: as they come.</summary>
    [Range(0, int.MaxValue)]
    public int BytesPerSecond { get; set; }

    /// <summary>True lets pages come from this machine (127.0.0.0/8, ::1). Default false.</summary>
    public bool AllowLoopback { get; set; }

    /// <summary>
    /// The sites that have a name. Default none: an account <c>web:https://...</c> is that one page with all its pictures.
    /// </summary>
    public Dictionary<string, WebSite> Sites { get; } = new(StringComparer.OrdinalIgnoreCase);
}
