namespace Spotter.Pictures;

/// <summary>How the names of picture files end, whatever their case, and what that says of them.</summary>
public static class PictureExtensions
{
    private const string Unknown = ".bin";

    // Of two for one type, the first is the one that files are given.
    private static readonly (string Extension, string MediaType)[] Known =
    [
        (".jpg", "image/jpeg"), (".jpeg", "image/jpeg"), (".png", "image/png"), (".webp", "image/webp"),
        (".gif", "image/gif"), (".tif", "image/tiff"), (".tiff", "image/tiff"), (".avif", "image/avif"),
    ];

    /// <summary>Every extension that <see cref="Of"/> gives.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Known.DistinctBy(one => one.MediaType).Select(one => one.Extension), Unknown];

    /// <summary>The extension for a media type, with its dot; <c>.bin</c> for one that is not known.</summary>
    public static string Of(string mediaType) => Array.Find(Known, known => known.MediaType == mediaType).Extension ?? Unknown;

    /// <summary>The media type of a file by its name; null for one that is no picture's.</summary>
    public static string? FindMediaType(string file)
    {
        var extension = Path.GetExtension(file);
        return Array.Find(Known, known => known.Extension.Equals(extension, StringComparison.OrdinalIgnoreCase)).MediaType;
    }
}
