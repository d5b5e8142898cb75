using System.ComponentModel.DataAnnotations;
using Spotter.Calls;

namespace Spotter.Sources.Instagram;

/// <summary>How the source <c>instagram</c> reaches the Graph API. Settings section <c>Sources:Instagram</c>.</summary>
public sealed class InstagramOptions
{
    /// <summary>The address that the version follows. Default <c>https://graph.facebook.com</c>.</summary>
    [ServerAddress(TakesSecret = true)]
    public string BaseAddress { get; set; } = "https://graph.facebook.com";

    /// <summary>The version of the API. Default <c>v25.0</c>.</summary>
    [RegularExpression(@"v\d+\.\d+", ErrorMessage = "{0} must be written like v25.0.")]
    public string ApiVersion { get; set; } = "v25.0";

    /// <summary>The id of the operator's own Instagram account, which asks. Without it every call fails as unauthorised.</summary>
    public string? UserId { get; set; }

    /// <summary>
    /// The handle of that account: its own posts come with what people wrote below them, for which the token needs
    /// <c>instagram_manage_comments</c>, too. Default none.
    /// </summary>
    public string? OwnHandle { get; set; }

    /// <summary>The operator's access token, a secret. Without it every call fails as unauthorised.</summary>
    public string? AccessToken { get; set; }

    /// <summary>
    /// The call budget, as <see cref="CallWindow.ParseMany"/> reads it. Default <c>1,2 150,3600</c>: Instagram allows an app 200 calls an
    /// hour for each user,
    /// and 150 leaves the usage below the 80 % where calls are spread out.
    /// </summary>
    [CallWindows]
    public string CallBudget { get; set; } = "1,2 150,3600";

    /// <summary>The most posts asked for in one call. Default 50, the most that clients use.</summary>
    [Range(1, 50)]
    public int PageSize { get; set; } = 50;

    /// <summary>How long one call may take. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00", ErrorMessage = "{0} must be longer than zero and at most {2}.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}
