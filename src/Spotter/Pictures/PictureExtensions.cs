namespace Spotter.Pictures;

/// <summary>How the names of picture files end, whatever their case, and what that says of them.</summary>
public static class PictureExtensions
{
    private const string Unknown = ".bin";

    // Of two for one type, the first is the one that files are given.
    private static readonly (string Extension, string MediaType)[] Known =
    [
        (".jpg", "image/jpeg"),
        (".jpeg", "image/jpeg"),
        (".jfif", "image/jpeg"),
        (".jpe", "image/jpeg"),
        (".png", "image/png"),
        (".webp", "image/webp"),
        (".gif", "image/gif"),
        (".tif", "image/tiff"),
        (".tiff", "image/tiff"),
        (".avif", "image/avif"),
    ];

    // Those that cannot be read are named as such: whoever put them there means them to be.
    private static readonly string[] Others = [".heic", ".heif", ".hif", ".bmp", ".jxl", ".jp2"];

    /// <summary>Every extension that <see cref="Of"/> gives.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Known.DistinctBy(one => one.MediaType).Select(one => one.Extension), Unknown];

    /// <summary>True where a file's name is that of a picture, whether or not it is one that can be read.</summary>
    public static bool IsLike(string file) =>
        FindMediaType(file) is not null || Others.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);

    /// <summary>The extension for a media type, with its dot; <c>.bin</c> for one that is not known.</summary>
    public static string Of(string mediaType) => Array.Find(Known, known => known.MediaType == mediaType).Extension ?? Unknown;

    /// <summary>The media type of a file by its name; null for one that is no picture's.</summary>
    public static string? FindMediaType(string file)
    {
        var extension = Path.GetExtension(file);
        return Array.Find(Known, known => known.Extension.Equals(extension, StringComparison.OrdinalIgnoreCase)).MediaType;
    }
}
