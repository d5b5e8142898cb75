using System.Text.Json.Serialization;

namespace Spotter.Simulator.Scenarios;

/// <summary>What can go wrong with a page.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PageFaultKind>))]
public enum PageFaultKind
{
    /// <summary>An error body of the Graph API with the fault's code and the HTTP status that belongs to it.</summary>
    [JsonStringEnumMemberName("error")]
    Error,

    /// <summary>The answer comes after some seconds.</summary>
    [JsonStringEnumMemberName("slow")]
    Slow,

    /// <summary>No answer ever comes.</summary>
    [JsonStringEnumMemberName("hang")]
    Hang,

    /// <summary>The connection is cut without an answer.</summary>
    [JsonStringEnumMemberName("cut")]
    Cut,

    /// <summary>Half of the JSON, then the end.</summary>
    [JsonStringEnumMemberName("malformed")]
    Malformed,

    /// <summary>HTTP 503 with a page of HTML.</summary>
    [JsonStringEnumMemberName("unavailable")]
    Unavailable,

    /// <summary>HTTP 401: please wait a few minutes.</summary>
    [JsonStringEnumMemberName("please-wait-401")]
    PleaseWait401,

    /// <summary>HTTP 429: please wait a few minutes.</summary>
    [JsonStringEnumMemberName("please-wait-429")]
    PleaseWait429,

    /// <summary>HTTP 400: please wait a few minutes.</summary>
    [JsonStringEnumMemberName("please-wait-400")]
    PleaseWait400,

    /// <summary>HTTP 429 with an empty body.</summary>
    [JsonStringEnumMemberName("empty-429")]
    Empty429,

    /// <summary>HTTP 400 <c>checkpoint_required</c>.</summary>
    [JsonStringEnumMemberName("checkpoint")]
    Checkpoint,

    /// <summary>HTTP 400 <c>challenge_required</c>.</summary>
    [JsonStringEnumMemberName("challenge")]
    Challenge,

    /// <summary>HTTP 400 <c>feedback_required</c>.</summary>
    [JsonStringEnumMemberName("feedback")]
    Feedback,

    /// <summary>HTTP 400 <c>consent_required</c>.</summary>
    [JsonStringEnumMemberName("consent")]
    Consent,

    /// <summary>HTTP 302 to <c>/accounts/login/</c>.</summary>
    [JsonStringEnumMemberName("login-redirect")]
    LoginRedirect,

    /// <summary>HTTP 302 to <c>/challenge/</c>.</summary>
    [JsonStringEnumMemberName("challenge-redirect")]
    ChallengeRedirect,

    /// <summary>HTTP 302 to the home page.</summary>
    [JsonStringEnumMemberName("home-redirect")]
    HomeRedirect,

    /// <summary>HTTP 302 to <c>/accounts/suspended/</c>.</summary>
    [JsonStringEnumMemberName("suspended-redirect")]
    SuspendedRedirect,

    /// <summary>HTTP 302 to a page that asks for consent.</summary>
    [JsonStringEnumMemberName("consent-redirect")]
    ConsentRedirect,

    /// <summary>HTTP 403.</summary>
    [JsonStringEnumMemberName("forbidden")]
    Forbidden,

    /// <summary>HTTP 200 with the HTML of the login page.</summary>
    [JsonStringEnumMemberName("login-page")]
    LoginPage,
}
