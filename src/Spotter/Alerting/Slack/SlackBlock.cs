namespace Spotter.Alerting.Slack;

/// <summary>A part of a message: https://docs.slack.dev/reference/block-kit/blocks</summary>
internal sealed record SlackBlock(string Type)
{
    public TextObject? Text { get; init; }

    public FileObject? SlackFile { get; init; }

    public string? AltText { get; init; }

    public TextObject[]? Elements { get; init; }

    internal sealed record TextObject(string Type, string Text);

    internal sealed record FileObject(string Id);
}
