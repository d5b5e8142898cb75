using Microsoft.AspNetCore.Http;
using Spotter.Simulator.Protocol;
using Spotter.Simulator.Slack.Replies;

namespace Spotter.Simulator.Slack;

internal static class SlackReplies
{
    public static Task SendAsync(HttpContext context, SlackReply reply, int status = 200) =>
        Reply.JsonAsync(context, status, reply, SlackJson.Default.SlackReply);

    public static Task RefuseAsync(HttpContext context, string error, string? detail = null, int status = 200) =>
        SendAsync(context, Refusal.Of(error, detail), status);
}
