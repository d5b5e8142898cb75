using System.Globalization;
using Spotter.Pictures;

namespace Spotter.Simulator.Drawing;

/// <summary>Writes drawn pictures as a training set: a folder per label.</summary>
public static class TrainingPictures
{
    /// <summary>The names of the folders, which are the labels.</summary>
    public static IReadOnlyList<string> Labels { get; } = ["specials-board", "other"];

    /// <summary>
    /// Writes <c>folder/specials-board/*.jpg</c> and <c>folder/other/*.jpg</c>. The same seed, count and width give the same drawings.
    /// </summary>
    /// <param name="folder">Created where it is absent; files of the same names are replaced.</param>
    /// <param name="perLabel">Pictures per label.</param>
    /// <param name="seed">Other seeds give other pictures.</param>
    /// <param name="renderer">Renders them.</param>
    /// <param name="width">In pixels. Default 540.</param>
    /// <param name="quality">JPEG quality, 1 to 100. Default 82.</param>
    /// <param name="spoiled">
    /// True for pictures that look more like photographs, of many sizes and qualities: words are as hard to read, fixed menus count as
    /// boards, and one in ten of the others is print full of words. Default false.
    /// </param>
    /// <param name="progress">Told how many pictures are written so far; null where nobody asks.</param>
    /// <param name="cancellationToken">Ends the writing; the pictures so far stay.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static async Task WriteAsync(
        string folder,
        int perLabel,
        int seed,
        IPictureRenderer renderer,
        int width = 540,
        int quality = 82,
        bool spoiled = false,
        IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        foreach (var label in Labels)
            Directory.CreateDirectory(Path.Combine(folder, label));

        var written = 0;
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForAsync(0L, (long)perLabel * Labels.Count, options, async (number, token) =>
        {
            var (kind, index) = (number % 2 == 0 ? PictureKind.SpecialsBoard : PictureKind.Other, (int)(number / 2));
            var picture = SeedOf(seed, kind, index);
            var jpeg = spoiled
                ? RenderSpoiled(renderer, kind, picture)
                : renderer.Render(PictureArtist.Draw(kind, picture, width), quality);
            var file = string.Create(CultureInfo.InvariantCulture, $"{seed}-{index:D5}.jpg");
            await File.WriteAllBytesAsync(Path.Combine(folder, Labels[(int)(number % 2)], file), jpeg, token);
            progress?.Report(Interlocked.Increment(ref written));
        });
    }

    private static byte[] RenderSpoiled(IPictureRenderer renderer, PictureKind kind, int picture)
    {
        var spoiling = Spoiling.Pick(picture);
        return renderer.Render(PictureArtist.DrawSpoiled(kind, picture, spoiling), spoiling.Quality);
    }

    private static int SeedOf(int seed, PictureKind kind, int index) =>
        (int)(Accounts.StableHash.Of("training", ((long)seed << 32) + ((long)kind << 30) + index) & int.MaxValue);
}
