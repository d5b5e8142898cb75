using System.Net;

namespace Spotter.Alerting;

/// <summary>What Slack's error codes mean. https://docs.slack.dev/reference/methods/chat.postMessage#errors</summary>
public static class SlackErrors
{
    private const int LongestCode = 64;

    /// <summary>How long to wait after a 429 that does not say.</summary>
    public static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(30);

    /// <summary>The delivery that an error code amounts to.</summary>
    /// <param name="error">The code, for example <c>not_in_channel</c>.</param>
    /// <param name="channel">The name that the settings give the channel.</param>
    public static AlertDelivery Explain(string error, string channel) => error switch
    {
        "ratelimited" or "rate_limited" => AsksToWait(null),
        "internal_error" or "fatal_error" or "request_timeout" or "service_unavailable" => new(AlertOutcome.Unknown, $"Slack had a fault of its own ({error})."),
        _ when Advise(error, channel) is { } advice => new(AlertOutcome.Permanent, $"Slack refused the channel '{channel}' ({error}). {advice}"),
        _ => new(AlertOutcome.Rejected, $"Slack does not take this message ({error})."),
    };

    /// <summary>The error code that an answer is; null where it is none. Something other than Slack may answer with anything, even with what it was sent.</summary>
    public static string? FindCode(string? answer) =>
        answer is { Length: > 0 and <= LongestCode } && answer.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_') ? answer : null;

    /// <summary>Slack asks to send more slowly.</summary>
    /// <param name="retryAfter">How long it asks to wait; null where it does not say.</param>
    public static AlertDelivery AsksToWait(TimeSpan? retryAfter) => new(AlertOutcome.Throttled, "Slack asks to send more slowly.", retryAfter ?? DefaultRetryAfter);

    /// <summary>Slack answered with a status of 500 or more.</summary>
    public static AlertDelivery HasAFault(HttpStatusCode status) => new(AlertOutcome.Unknown, $"Slack answered {(int)status}.");

    /// <summary>Slack did not answer in time.</summary>
    public static AlertDelivery IsSilent(string channel) => new(AlertOutcome.Unknown, $"Slack did not answer in time for channel '{channel}'.");

    /// <summary>The connection failed: where it could not even be made, nothing was sent.</summary>
    public static AlertDelivery CannotBeReached(HttpRequestError error, string channel)
    {
        var notSent = error is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;
        return new(notSent ? AlertOutcome.Transient : AlertOutcome.Unknown, $"The connection to Slack failed for channel '{channel}' ({error}).");
    }

    /// <summary>The call went well and its answer is not what Slack answers.</summary>
    public static AlertDelivery CannotBeRead(string method) => new(AlertOutcome.Unknown, $"Slack's answer to {method} cannot be read.");

    /// <summary>The call was refused in words that are not Slack's.</summary>
    public static AlertDelivery IsNotSlack(string method, string channel) =>
        new(AlertOutcome.Permanent, $"What answers {method} for channel '{channel}' is not Slack. Correct Channels:{channel}:BaseAddress.");

    // Null where the fault is the message's and not the channel's.
    private static string? Advise(string error, string channel) => error switch
    {
        "invalid_auth" or "not_authed" or "account_inactive" or "token_revoked" or "token_expired" or "not_allowed_token_type" =>
            $"Set Channels:{channel}:Token to a valid bot token.",
        "not_in_channel" => "Invite the app: type /invite @your-app in the channel.",
        "channel_not_found" or "is_archived" or "channel_is_archived" => $"Set Channels:{channel}:Channel to the id of a channel that exists and is not archived.",
        "missing_scope" or "no_permission" or "restricted_action" =>
            "Give the app the scopes chat:write, files:write, files:read and channels:history, and install it again.",
        "no_service" or "no_team" or "invalid_token" or "action_prohibited" or "unknown_answer" => $"Make a new incoming webhook and set Channels:{channel}:WebhookUrl.",
        _ => null,
    };
}
