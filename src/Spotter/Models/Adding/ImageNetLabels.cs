namespace Spotter.Models.Adding;

/// <summary>
/// A plain name for each of the 1,000 classes of the ImageNet challenge of 2012, in the order in which networks trained on it give them.
/// </summary>
public static class ImageNetLabels
{
    private static readonly Lazy<IReadOnlyList<string>> Names = new(Read);

    /// <summary>All names; no two are the same.</summary>
    public static IReadOnlyList<string> All => Names.Value;

    private static string[] Read()
    {
        using var stream = typeof(ImageNetLabels).Assembly.GetManifestResourceStream("imagenet-labels.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
