using Microsoft.AspNetCore.Http;
using Spotter.Simulator.Protocol;

namespace Spotter.Simulator.Slack;

/// <summary>Incoming webhooks (docs.slack.dev/messaging/sending-messages-using-incoming-webhooks).</summary>
internal sealed class SlackWebhook(SlackWorkspace workspace, SlackCalls calls)
{
    public Task AnswerAsync(HttpContext context) => calls.RunAsync(context, "webhook", inText: true, async () =>
    {
        var arguments = await SlackArguments.ReadAsync(context.Request, context.RequestAborted);
        if (FindError(arguments) is { } error)
        {
            await Reply.TextAsync(context, 400, error);
            return null;
        }

        if (!workspace.TryTakeTurn("webhook"))
        {
            await calls.ThrottleAsync(context, inText: true);
            return null;
        }

        var blocks = arguments!.Structure("blocks");
        workspace.Add(
            "webhook",
            "webhook",
            arguments.Text("text"),
            blocks,
            arguments.Structure("metadata"),
            arguments.Text("thread_ts"),
            BlockRules.FilesOf(blocks)
        );
        return () => Reply.TextAsync(context, 200, "ok");
    }
        );

    private string? FindError(SlackArguments? arguments)
    {
        if (arguments is null)
            return "invalid_payload";

        var blocks = arguments.Structure("blocks");
        if (string.IsNullOrEmpty(arguments.Text("text")) && blocks is null)
            return "no_text";

        return blocks is { } sent && BlockRules.FindError(sent, workspace.IsReady) is not null ? "invalid_blocks" : null;
    }
}
