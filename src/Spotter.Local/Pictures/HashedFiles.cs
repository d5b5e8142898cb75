using Spotter.Pictures;

namespace Spotter.Local.Pictures;

/// <summary>Files that are named by the SHA-256 of their bytes, whatever their extension.</summary>
internal static class HashedFiles
{
    /// <summary>Lists those in a folder and below it; none where there is no folder.</summary>
    public static IAsyncEnumerable<PictureId> ListAsync(string folder) =>
        (Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories) : [])
        .Select(file => PictureId.TryParse(Path.GetFileNameWithoutExtension(file), out var id) ? id : (PictureId?)null)
        .OfType<PictureId>()
        .ToAsyncEnumerable();
}
