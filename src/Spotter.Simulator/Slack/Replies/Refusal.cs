namespace Spotter.Simulator.Slack.Replies;

internal sealed record Refusal(string Error, string[]? Errors, ReplyMetadata? ResponseMetadata) : SlackReply(false)
{
    public static Refusal Of(string error, string? detail) =>
        detail is null ? new(error, null, null) : new(error, [detail], new(["[ERROR] " + detail]));
}
