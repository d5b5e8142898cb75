using Microsoft.Extensions.Options;
using Spotter.Local.Pictures;

namespace Spotter.Cli.Commands;

/// <summary>What is known of the pictures that are stored.</summary>
internal static class StoredPictures
{
    // Enough for an average.
    private const int MaxLooked = 1_000;

    /// <summary>The mean size of a picture in bytes; null where none is stored.</summary>
    public static double? MeanBytes(CommandHost host)
    {
        var folder = Path.GetFullPath(host.Get<IOptions<PictureFolderOptions>>().Value.Folder);
        return Directory.Exists(folder)
            ? new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)
                .Take(MaxLooked)
                .Average(file => (double?)file.Length)
            : null;
    }
}
