namespace Spotter.Pictures;

/// <summary>Tells a video by its first bytes, whatever a header or a name says of it.</summary>
public static class VideoSniffer
{
    /// <summary>So many bytes of the beginning tell it, or all where there are fewer.</summary>
    public const int HeadBytes = 64;

    private const string Mp4 = ".mp4";
    private const string QuickTime = ".mov";
    private const string WebM = ".webm";

    private static readonly (string Extension, string MediaType)[] Known =
        [(Mp4, "video/mp4"), (QuickTime, "video/quicktime"), (WebM, "video/webm")];

    /// <summary>How the names of videos end.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [.. Known.Select(one => one.Extension)];

    /// <summary>The media type of a video by its ending, with its dot.</summary>
    public static string MediaTypeOf(string extension) =>
        Array.Find(Known, one => one.Extension == extension).MediaType ?? Known[0].MediaType;

    /// <summary>How the name of a video's file ends, with its dot, by its media type.</summary>
    public static string ExtensionOf(string mediaType) => Array.Find(Known, one => one.MediaType == mediaType).Extension ?? Mp4;

    // What is in them decides; one that cannot be kept is named as such.
    private static readonly string[] Others = [".m4v", ".mkv"];

    /// <summary>True where a file's name is that of a video, whether or not it is one that can be kept.</summary>
    public static bool IsLike(string file) => Extensions.Concat(Others).Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);

    /// <summary>How the name of a video's file ends, with its dot; null where the bytes are no video.</summary>
    /// <param name="head">The first <see cref="HeadBytes"/> bytes.</param>
    public static string? FindExtension(ReadOnlySpan<byte> head)
    {
        // EBML (RFC 8794), whose header names what it holds.
        if (head is [0x1A, 0x45, 0xDF, 0xA3, ..])
            return head.IndexOf("webm"u8) >= 0 ? WebM : null;
        if (head.Length < 12)
            return null;

        // Boxes of ISO/IEC 14496-12: a length, and a name. Pictures come in such, too.
        var name = head[4..8];
        if (name.SequenceEqual("ftyp"u8))
            return PictureSniffer.FindMediaType(head) is not null ? null : head[8..12].SequenceEqual("qt  "u8) ? QuickTime : Mp4;

        // QuickTime of before that.
        return name.SequenceEqual("moov"u8) || name.SequenceEqual("mdat"u8) || name.SequenceEqual("wide"u8) || name.SequenceEqual("skip"u8)
            ? QuickTime
            : null;
    }
}
