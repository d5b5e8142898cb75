using FuzzBench.Mutating;
using NetVips;
using Spotter.Pictures;
using Spotter.Simulator.Drawing;
using Spotter.Vision.Decoding;

namespace FuzzBench.Targets;

/// <summary>Drawings in every format, and the smaller ones of a folder's photographs.</summary>
internal static class PictureSeeds
{
    private const int MaxBytes = 16_000;
    private const int MaxExamples = 200;
    private const int Width = 96;

    private static readonly string[] Savers =
        [".png", ".gif", ".webp", ".webp[lossless]", ".tif[compression=lzw]", ".tif[tile,pyramid]", ".avif[effort=0]"];

    public static async Task<IReadOnlyList<byte[]>> MakeAsync(SeedFiles files, string folder, CancellationToken cancellationToken)
    {
        var renderer = new VipsPictureRenderer();
        await TrainingPictures.WriteAsync(folder, perLabel: 3, seed: 1, renderer, Width, cancellationToken: cancellationToken);
        var paths = Directory.EnumerateFiles(folder, "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        var drawings = paths.Select(File.ReadAllBytes).ToList();
        var converted = drawings.SelectMany(drawing => Savers.Select(saver => Convert(drawing, saver)).OfType<byte[]>());
        var examples = files.ReadExamples(static path => IsPicture(path), MaxBytes).Take(MaxExamples);
        return [.. drawings, .. converted, .. examples];
    }

    private static bool IsPicture(string path)
    {
        var head = new byte[32];
        using var file = File.OpenRead(path);
        return PictureSniffer.FindMediaType(head.AsSpan(0, file.Read(head))) is not null;
    }

    private static byte[]? Convert(byte[] jpeg, string saver)
    {
        try
        {
            using var image = Image.NewFromBuffer(jpeg);
            return image.WriteToBuffer(saver);
        }
        catch (VipsException)
        {
            // Not every build of the library writes every format that it reads.
            return null;
        }
    }
}
