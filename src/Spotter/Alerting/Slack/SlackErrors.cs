using System.Net;

namespace Spotter.Alerting.Slack;

/// <summary>
/// What Slack's error codes mean. https://docs.slack.dev/reference/methods/chat.postMessage#errors,
/// https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks#handling_errors
/// </summary>
public static class SlackErrors
{
    private const int MaxCode = 64;

    // Even where Slack asks for nothing it is not asked again at once.
    private static readonly TimeSpan MinWait = TimeSpan.FromSeconds(1);

    /// <summary>How long to wait after a 429 that does not say.</summary>
    public static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The delivery that an error code amounts to. A code that is not known is not taken for the message's fault: Slack adds new ones.
    /// </summary>
    /// <param name="error">The code, for example <c>not_in_channel</c>.</param>
    /// <param name="channel">The name that the settings give the channel.</param>
    public static AlertDelivery Explain(string error, string channel) => Classify(error, channel) with { Code = error };

    /// <summary>
    /// The error code that an answer is; null where it is none. Something other than Slack may answer with anything, even with what it was
    /// sent.
    /// </summary>
    public static string? FindCode(string? answer) =>
        answer is { Length: > 0 and <= MaxCode } && answer.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')
            ? answer
            : null;

    /// <summary>True where the app may not make the call, whatever is well besides.</summary>
    public static bool LacksPermission(AlertDelivery failure) =>
        failure.Code is "missing_scope" or "no_permission" or "not_allowed_token_type";

    /// <summary>Slack asks to send more slowly.</summary>
    /// <param name="retryAfter">How long it asks to wait; null where it does not say.</param>
    public static AlertDelivery Throttled(TimeSpan? retryAfter)
    {
        var wait = retryAfter ?? DefaultRetryAfter;
        return new(AlertOutcome.Throttled, "Slack asks to send more slowly.", wait > MinWait ? wait : MinWait);
    }

    /// <summary>Slack answered with a status of 500 or more. What stands before it may answer so while Slack is still at it.</summary>
    /// <param name="retryAfter">How long it asks to wait; null where it does not say.</param>
    public static AlertDelivery HasAFault(HttpStatusCode status, TimeSpan? retryAfter = null) =>
        new(AlertOutcome.Unknown, $"Slack answered {(int)status}.", retryAfter)
        {
            MayStillArrive = status == HttpStatusCode.GatewayTimeout,
        };

    /// <summary>Slack did not answer in time.</summary>
    public static AlertDelivery IsSilent(string channel) =>
        new(AlertOutcome.Unknown, $"Slack did not answer in time for channel '{channel}'.") { MayStillArrive = true };

    /// <summary>The connection failed: where it could not even be made, nothing was sent.</summary>
    public static AlertDelivery CannotBeReached(HttpRequestError error, string channel)
    {
        var notSent =
            error is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;
        var message = $"The connection to Slack failed for channel '{channel}' ({error}).";
        return notSent ? new(AlertOutcome.Transient, message) : new(AlertOutcome.Unknown, message) { MayStillArrive = true };
    }

    /// <summary>The call went well and its answer is not what Slack answers.</summary>
    public static AlertDelivery CannotBeRead(string method) => new(AlertOutcome.Unknown, $"Slack's answer to {method} cannot be read.");

    /// <summary>The call was refused in words that are not Slack's.</summary>
    public static AlertDelivery IsNotSlack(string method, string channel) =>
        new(AlertOutcome.Permanent, $"What answers {method} for channel '{channel}' is not Slack. Correct Channels:{channel}:BaseAddress.");

    private static AlertDelivery Classify(string error, string channel) => error switch
    {
        "ratelimited" or "rate_limited" => Throttled(null),
        "internal_error" or "fatal_error" or "request_timeout" or "service_unavailable" or "rollup_error" =>
            new(AlertOutcome.Unknown, $"Slack had a fault of its own ({error})."),
        _ when IsOfTheMessage(error) => new(AlertOutcome.Rejected, $"Slack does not take this message ({error})."),
        _ when Advise(error, channel) is { } advice =>
            new(AlertOutcome.Permanent, $"Slack refused the channel '{channel}' ({error}). {advice}"),
        _ => new(AlertOutcome.Refused, $"Slack refused the channel '{channel}' for a reason that Spotter does not know ({error})."),
    };

    private static bool IsOfTheMessage(string error) => error is
        "invalid_blocks" or "invalid_blocks_format" or "msg_blocks_too_long" or "msg_too_long" or "no_text" or "markdown_text_conflict"
        or "invalid_attachments" or "too_many_attachments" or "attachment_payload_limit_exceeded" or "too_many_contact_cards"
        or "metadata_too_large" or "invalid_metadata_format" or "invalid_metadata_schema"
        or "invalid_payload" or "invalid_json" or "json_not_object" or "invalid_arguments" or "invalid_array_arg" or "invalid_charset"
        or "invalid_form_data"
        or "file_not_found" or "file_deleted" or "files_not_found"
        or "slack_connect_file_link_sharing_blocked" or "slack_connect_canvas_sharing_blocked" or "slack_connect_lists_sharing_blocked";

    // Null where the fault is not known to be the channel's or the workspace's.
    private static string? Advise(string error, string channel) => error switch
    {
        "invalid_auth" or "not_authed" or "account_inactive" or "token_revoked" or "token_expired" or "not_allowed_token_type"
            or "as_user_not_supported" or "metadata_must_be_sent_from_app" => $"Set Channels:{channel}:Token to a valid bot token.",
        "not_in_channel" => "Invite the app: type /invite @your-app in the channel.",
        "channel_not_found" or "duplicate_channel_not_found" or "is_archived" or "channel_is_archived" or "is_inactive"
            or "channel_type_not_supported" or "user_not_found" =>
            $"Set Channels:{channel}:Channel to the id of a channel that exists and is not archived.",
        "missing_scope" or "no_permission" =>
            "Give the app the scopes chat:write, files:write, files:read and channels:history, and install it again.",
        "restricted_action" or "restricted_action_read_only_channel" or "restricted_action_thread_only_channel"
            or "restricted_action_non_threadable_channel" or "restricted_action_thread_locked"
            or "posting_to_general_channel_denied" or "access_denied" or "messages_tab_disabled" =>
            $"Let the app post there (an administrator can), or set Channels:{channel}:Channel to the id of a channel where it may.",
        "team_access_not_granted" or "team_not_found" or "org_login_required" or "enterprise_is_restricted" or "ekm_access_denied"
            or "two_factor_setup_required" or "accesslimited" => "Ask an administrator of the workspace to let the app in.",
        "message_limit_exceeded" => "The workspace has sent too many messages: wait, or ask an administrator to raise its limit.",
        "team_added_to_org" => "The workspace is being moved to an organisation: wait until that is done.",
        "method_deprecated" or "deprecated_endpoint" or "unknown_method" =>
            "Slack no longer has what Spotter calls: use a newer version of Spotter.",
        "no_service" or "no_service_id" or "no_active_hooks" or "no_team" or "team_disabled" or "invalid_token" or "action_prohibited"
            or "unknown_answer" =>
            $"Make a new incoming webhook and set Channels:{channel}:WebhookUrl.",
        _ => null,
    };
}
