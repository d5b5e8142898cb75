using System.Text.Json;

namespace Spotter.Alerting.Slack;

/// <summary>A message to Slack. One to a webhook names no channel: the webhook has its own.</summary>
internal sealed record SlackBody(string? Channel, string Text, bool UnfurlLinks, SlackBlock[]? Blocks, SlackReply.SlackMetadata Metadata)
{
    /// <summary>An alert, as JSON.</summary>
    public static byte[] Write(AlertDraft draft, string? channel) => JsonSerializer.SerializeToUtf8Bytes(
        new SlackBody(
            channel,
            SlackText.Text(draft),
            UnfurlLinks: false,
            draft.IsPlain ? null : [.. FindBlocks(draft)],
            new(SlackText.MetadataType, new(draft.Alert.Id))),
        SlackJson.Default.SlackBody);

    private static IEnumerable<SlackBlock> FindBlocks(AlertDraft draft)
    {
        var alert = draft.Alert;
        yield return new SlackBlock("header") { Text = new("plain_text", SlackText.Header(alert)) };
        if (SlackText.Caption(alert) is { } caption)
            yield return new SlackBlock("section") { Text = new("plain_text", caption) };
        if (draft.Upload.File is { } file)
            yield return new SlackBlock("image") { SlackFile = new(file), AltText = SlackText.AltText(alert) };
        if (SlackText.Words(alert) is { } words)
            yield return new SlackBlock("section") { Text = new("plain_text", words) };
        var details = new SlackBlock.TextObject("mrkdwn", SlackText.Details(draft));
        yield return new SlackBlock("context")
        {
            Elements = SlackText.Quote(alert) is { } quote ? [new("plain_text", quote), details] : [details],
        };
    }
}
