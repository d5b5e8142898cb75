using System.ComponentModel.DataAnnotations;
using Spotter.Calls;

namespace Spotter.Sources.InstagramWeb;

/// <summary>
/// How the source <c>instagram-web</c> reads Instagram's own pages: unofficial, and off until it is turned on. Settings section
/// <c>Sources:InstagramWeb</c>.
/// </summary>
public sealed class InstagramWebOptions
{
    /// <summary>True turns the source on. Default false.</summary>
    public bool Enabled { get; set; }

    /// <summary>The address that <c>api/v1/...</c> follows. Default <c>https://www.instagram.com</c>.</summary>
    [ServerAddress]
    public string BaseAddress { get; set; } = "https://www.instagram.com";

    /// <summary>
    /// Where the pages after the first are asked for, below <see cref="BaseAddress"/>; <c>variables</c> is added to its query.
    /// Default <c>graphql/query/?query_hash=003056d32c2554def87228bc3fd9668a</c>, a profile's posts.
    /// </summary>
    [Required]
    public string QueryAddress { get; set; } = "graphql/query/?query_hash=003056d32c2554def87228bc3fd9668a";

    /// <summary>The header <c>x-ig-app-id</c>. Default <c>936619743392459</c>, that of the public pages.</summary>
    [Required]
    public string AppId { get; set; } = "936619743392459";

    /// <summary>The call budget, as <see cref="CallWindow.ParseMany"/> reads it. Default <c>1,30 60,3600</c>.</summary>
    [CallWindows]
    public string CallBudget { get; set; } = "1,30 60,3600";

    /// <summary>The most posts asked for in one call after the first. Default 12, what the pages themselves ask for.</summary>
    [Range(1, 50)]
    public int PageSize { get; set; } = 12;

    /// <summary>How long one call may take. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00", ErrorMessage = "{0} must be longer than zero and at most {2}.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}
