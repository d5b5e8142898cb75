using Microsoft.AspNetCore.Http;
using Spotter.Simulator.Protocol;
using Spotter.Simulator.Slack.Replies;

namespace Spotter.Simulator.Slack;

/// <summary>Gives Slack's answers.</summary>
internal static class SlackReplies
{
    private const string BotId = "B0SIM00001";

    public static Task RefuseAsync(HttpContext context, string error, string? detail = null, int status = 200)
    {
        var refusal = detail is null ? new Refusal(error) : new Refusal(error, [detail], new ReplyMetadata(["[ERROR] " + detail]));
        return Reply.JsonAsync(context, status, refusal with { Ok = false }, SlackJson.Default.Refusal);
    }

    public static Task AuthAsync(HttpContext context) => Reply.JsonAsync(
        context,
        200,
        new Identity("https://simulated.slack.com/", "Simulated", "spotter", "T0SIM00001", "U0SIM00001", BotId),
        SlackJson.Default.Identity);

    public static Task UploadTargetAsync(HttpContext context, SlackFile file)
    {
        var address = $"{context.Request.Scheme}://{context.Request.Host}/slack/upload/{file.Id}";
        return Reply.JsonAsync(context, 200, new UploadTarget(address, file.Id), SlackJson.Default.UploadTarget);
    }

    public static Task CompletedUploadAsync(HttpContext context, List<SlackFile> files)
    {
        var titled = files.Select(file => new CompletedUpload.TitledFile(file.Id, file.Title ?? file.Name));
        return Reply.JsonAsync(context, 200, new CompletedUpload([.. titled]), SlackJson.Default.CompletedUpload);
    }

    /// <summary>Until a file is ready its types are empty and nothing is said to share it.</summary>
    public static Task FileInfoAsync(HttpContext context, SlackFile file, bool ready)
    {
        var reply = new FileReply(new(
            file.Id,
            file.Name,
            file.Title ?? file.Name,
            ready ? "image/jpeg" : "",
            ready ? "jpg" : "",
            file.Length,
            new(ready && file.Share is { } share ? new() { [share.Channel] = [new(share.Ts)] } : null)));
        return Reply.JsonAsync(context, 200, reply, SlackJson.Default.FileReply);
    }

    public static Task PostedAsync(HttpContext context, SlackMessage message)
    {
        var posted = new PostedMessage(message.Channel, message.Ts, Describe(message, withMetadata: true));
        return Reply.JsonAsync(context, 200, posted, SlackJson.Default.PostedMessage);
    }

    public static Task HistoryAsync(HttpContext context, List<SlackMessage> messages, string? next, bool withMetadata)
    {
        var metadata = next is null ? null : new ReplyMetadata(NextCursor: next);
        var history = new History([.. messages.Select(message => Describe(message, withMetadata))], next is not null, metadata);
        return Reply.JsonAsync(context, 200, history, SlackJson.Default.History);
    }

    private static MessageReply Describe(SlackMessage message, bool withMetadata) => new(
        "message",
        message.Ts,
        message.Text ?? "",
        BotId,
        message.Blocks,
        withMetadata ? message.Metadata : null,
        [.. message.Files.Select(file => new MessageReply.SharedFile(file))]);
}
