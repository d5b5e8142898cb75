using Spotter.Pictures;

namespace Spotter.Moving.Importing;

/// <summary>The pictures and videos of a folder, by their paths without an ending.</summary>
internal sealed class FolderMedia(FolderWalk walk)
{
    private readonly Dictionary<string, string> _pictures = ByStem(walk, PictureExtensions.IsLike);
    private readonly Dictionary<string, string> _videos = ByStem(walk, VideoSniffer.IsLike);

    /// <summary>All of them.</summary>
    public IEnumerable<string> Files { get; } = [.. walk.Files.Where(file => PictureExtensions.IsLike(file) || VideoSniffer.IsLike(file))];

    /// <summary>The picture whose path that is, with or without its ending; null where there is none.</summary>
    public string? FindPicture(string path) => Find(_pictures, path, PictureExtensions.IsLike);

    /// <summary>The video whose path that is, with or without its ending; null where there is none.</summary>
    public string? FindVideo(string path) => Find(_videos, path, VideoSniffer.IsLike);

    private static string? Find(Dictionary<string, string> files, string path, Func<string, bool> isLike) =>
        isLike(path) && File.Exists(path) ? path : files.GetValueOrDefault(path);

    private static Dictionary<string, string> ByStem(FolderWalk walk, Func<string, bool> isLike) => walk.Files.Where(isLike)
        .GroupBy(file => Path.ChangeExtension(file, null), StringComparer.Ordinal)
        .ToDictionary(files => files.Key, files => files.First(), StringComparer.Ordinal);
}
