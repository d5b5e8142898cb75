using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Spotter.Simulator.Slack.Replies;

namespace Spotter.Simulator.Slack;

/// <summary>The methods of messages. Each carries the call out and returns how to answer it, so that an answer can be held back.</summary>
internal sealed class SlackMessages(SlackWorkspace workspace, SlackCalls calls)
{
    private const int MaxText = 40_000;

    public Func<Task> Post(HttpContext context, SlackArguments arguments)
    {
        var channel = workspace.FindChannel(arguments.Text("channel"));
        if (channel is null)
            return () => SlackReplies.RefuseAsync(context, "channel_not_found");
        if (!workspace.TryTakeTurn(channel))
            return () => calls.ThrottleAsync(context, inText: false);

        var text = arguments.Text("text");
        var blocks = arguments.Structure("blocks");
        if (string.IsNullOrEmpty(text) && blocks is null)
            return () => SlackReplies.RefuseAsync(context, "no_text");
        if (text?.Length > MaxText)
            return () => SlackReplies.RefuseAsync(context, "msg_too_long");
        if (blocks is { } sent && BlockRules.FindError(sent, workspace.IsReady) is { } problem)
            return () => SlackReplies.RefuseAsync(context, "invalid_blocks", problem);

        var metadata = arguments.Structure("metadata");
        if (metadata is { } data && !IsMetadata(data))
            return () => SlackReplies.RefuseAsync(context, "invalid_metadata_format");

        var thread = arguments.Text("thread_ts");
        var message = workspace.Add("chat.postMessage", channel, text, blocks, metadata, thread, BlockRules.FilesOf(blocks));
        return () => SlackReplies.SendAsync(context, PostedMessage.Of(message));
    }

    public Func<Task> History(HttpContext context, SlackArguments arguments)
    {
        if (arguments.Text("channel") is not { } channel || !SlackWorkspace.IsId(channel) || workspace.FindChannel(channel) is null)
            return () => SlackReplies.RefuseAsync(context, "channel_not_found");

        var limit = int.TryParse(arguments.Text("limit"), CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, 999) : 100;
        var withMetadata = arguments.Text("include_all_metadata") is "true" or "True" or "1";
        var oldest = ReadTs(arguments.Text("oldest"), decimal.MinValue);
        var latest = ReadTs(arguments.Text("cursor") ?? arguments.Text("latest"), decimal.MaxValue);
        var inclusive = arguments.Text("inclusive") is "true" or "True" or "1";
        var found = workspace.Messages
            .Where(message => message.Channel == channel && IsWithin(ReadTs(message.Ts, 0), oldest, latest, inclusive))
            .Reverse().ToList();
        var page = found.Take(limit).ToList();
        var next = found.Count > limit ? page[^1].Ts : null;
        return () => SlackReplies.SendAsync(context, HistoryReply.Of(page, next, withMetadata));
    }

    private static bool IsMetadata(JsonElement metadata) =>
        metadata.ValueKind == JsonValueKind.Object
        && metadata.TryGetProperty("event_type", out var type) && type.ValueKind == JsonValueKind.String
        && metadata.TryGetProperty("event_payload", out var payload) && payload.ValueKind == JsonValueKind.Object;

    private static bool IsWithin(decimal ts, decimal oldest, decimal latest, bool inclusive) =>
        inclusive ? ts >= oldest && ts <= latest : ts > oldest && ts < latest;

    private static decimal ReadTs(string? text, decimal otherwise) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var ts) ? ts : otherwise;
}
