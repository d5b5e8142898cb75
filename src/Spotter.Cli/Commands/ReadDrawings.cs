using System.Globalization;

namespace Spotter.Cli.Commands;

/// <summary>Where <c>spotter read --draw</c> writes the pictures with their lines framed.</summary>
/// <param name="paths">One for each picture.</param>
internal sealed class ReadDrawings(IReadOnlyList<string> paths)
{
    /// <summary>The longer side of a drawing, in pixels: that of a picture in an alert.</summary>
    public const int MaxSide = 1600;

    private static readonly HashSet<string> OtherKinds =
        new([".png", ".webp", ".gif", ".tif", ".tiff", ".avif", ".bmp", ".pdf", ".svg"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds a place for each picture.</summary>
    /// <param name="place">A file that ends in .jpg or .jpeg, for one picture; else a folder, which is made.</param>
    /// <param name="pictures">The pictures.</param>
    /// <exception cref="UsageException">
    /// Several pictures would be one file, a picture would take its own place, or the place is that of another kind of file, cannot be
    /// made or takes no files.
    /// </exception>
    public static ReadDrawings To(string place, IReadOnlyList<string> pictures)
    {
        if (OtherKinds.Contains(Path.GetExtension(place)) && !Directory.Exists(place))
            throw new UsageException($"Drawings are JPEG files. Write --draw {Path.ChangeExtension(place, ".jpg")}, or name a folder.");

        var drawings = IsJpeg(place) && !Directory.Exists(place) ? ToFile(place, pictures) : ToFolder(place, pictures);
        var own = pictures.Select(Path.GetFullPath).ToHashSet(StringComparer.Ordinal);
        return drawings.FirstOrDefault(path => own.Contains(Path.GetFullPath(path))) is { } same
            ? throw new UsageException($"--draw {place} would overwrite {same}. Name another folder or file.")
            : new ReadDrawings(drawings);
    }

    /// <summary>Where a picture's drawing goes.</summary>
    public string PathOf(int picture) => paths[picture];

    private static IReadOnlyList<string> ToFile(string file, IReadOnlyList<string> pictures)
    {
        if (pictures.Count > 1)
            throw new UsageException(
                $"{pictures.Count} pictures cannot be drawn into one file. Name a folder: --draw {Path.ChangeExtension(file, null)}");

        Make(Path.GetDirectoryName(Path.GetFullPath(file))!);
        return [file];
    }

    // Pictures of several folders may have one name.
    private static IReadOnlyList<string> ToFolder(string folder, IReadOnlyList<string> pictures)
    {
        Make(folder);
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. pictures.Select(picture => Path.Combine(folder, FreeName(Path.GetFileNameWithoutExtension(picture), taken)))];
    }

    private static void Make(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--draw needs the folder {folder}, which cannot be made: {error.Message}", error);
        }

        Try(folder);
    }

    // Told before hundreds of pictures are read.
    private static void Try(string folder)
    {
        try
        {
            var file = Path.Combine(folder, $".spotter-{Guid.NewGuid():N}");
            new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--draw needs the folder {folder}, in which no file can be written: {error.Message}", error);
        }
    }

    private static string FreeName(string name, HashSet<string> taken)
    {
        for (var number = 1; ; number++)
        {
            var free = number == 1 ? $"{name}.jpg" : string.Create(CultureInfo.InvariantCulture, $"{name}-{number}.jpg");
            if (taken.Add(free))
                return free;
        }
    }

    private static bool IsJpeg(string path) => Path.GetExtension(path).ToUpperInvariant() is ".JPG" or ".JPEG";
}
