using System.ComponentModel.DataAnnotations;
using Spotter.Calls;

namespace Spotter.Models.Hosted;

/// <summary>How models that Clarifai hosts are reached. Settings section <c>Clarifai</c>.</summary>
public sealed class ClarifaiOptions
{
    /// <summary>The address that <c>v2/...</c> follows. Default <c>https://api.clarifai.com</c>.</summary>
    [ServerAddress(TakesSecret = true)]
    public string BaseAddress { get; set; } = "https://api.clarifai.com";

    /// <summary>The personal access token or API key, a secret. Without it every call fails as unauthorised.</summary>
    public string? Key { get; set; }

    /// <summary>
    /// The call budget, as <see cref="CallWindow.ParseMany"/> reads it; a call is one picture. Default <c>5,1 200,3600</c>: Clarifai allows
    /// 15 calls a second
    /// (https://docs.clarifai.com/api-guide/api-overview/rate-limits), and each costs money.
    /// </summary>
    [CallWindows]
    public string CallBudget { get; set; } = "5,1 200,3600";

    /// <summary>How long one call may take. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00", ErrorMessage = "{0} must be longer than zero and at most {2}.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}
