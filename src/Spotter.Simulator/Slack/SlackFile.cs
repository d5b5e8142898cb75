using Spotter.Pictures;

namespace Spotter.Simulator.Slack;

/// <summary>An uploaded file.</summary>
internal sealed class SlackFile(string id, string name, int length)
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    public int Length { get; } = length;

    public byte[]? Bytes { get; set; }

    public string? Title { get; set; }

    public string ShownTitle => Title ?? Name;

    /// <summary>When it can be used; null until the upload is completed.</summary>
    public DateTimeOffset? ReadyAt { get; set; }

    /// <summary>The message that shares it; null where none does.</summary>
    public SlackMessage? Share { get; set; }

    public bool IsReady(DateTimeOffset now) => ReadyAt <= now;

    /// <summary>
    /// True for what an image block takes:
    /// https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object
    /// </summary>
    public bool IsShowable => PictureSniffer.FindMediaType(Bytes) is "image/png" or "image/jpeg" or "image/gif";
}
