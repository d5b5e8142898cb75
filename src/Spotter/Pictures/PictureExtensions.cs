namespace Spotter.Pictures;

/// <summary>How the names of picture files end.</summary>
public static class PictureExtensions
{
    private const string Unknown = ".bin";

    private static readonly Dictionary<string, string> ByMediaType = new(StringComparer.Ordinal)
    {
        ["image/jpeg"] = ".jpg",
        ["image/png"] = ".png",
        ["image/webp"] = ".webp",
        ["image/gif"] = ".gif",
        ["image/tiff"] = ".tif",
        ["image/avif"] = ".avif",
    };

    /// <summary>Every extension that <see cref="Of"/> gives.</summary>
    public static IReadOnlyList<string> All { get; } = [.. ByMediaType.Values, Unknown];

    /// <summary>The extension for a media type, with its dot; <c>.bin</c> for one that is not known.</summary>
    public static string Of(string mediaType) => ByMediaType.GetValueOrDefault(mediaType, Unknown);

    /// <summary>The media type for an extension; <c>application/octet-stream</c> for one that is not known.</summary>
    public static string MediaTypeOf(string extension) => ByMediaType.FirstOrDefault(pair => pair.Value == extension).Key ?? "application/octet-stream";
}
