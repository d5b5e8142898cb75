using Microsoft.Extensions.Options;
using Spotter.Pictures;

namespace Spotter.Local.Pictures;

/// <summary>Videos as files, <c>ab/abcd….mp4</c>. A file appears under its name when it is whole and on the disk.</summary>
public sealed class FolderVideoStore : IVideoStore
{
    private readonly string _folder;
    private readonly IncomingFiles _incoming;

    /// <summary>Opens the folder and removes what a crash left half written.</summary>
    /// <param name="options">Names the folder.</param>
    public FolderVideoStore(IOptions<VideoFolderOptions> options)
    {
        _folder = Path.GetFullPath(options.Value.Folder);
        _incoming = new IncomingFiles(_folder);
        _incoming.RemoveLeftovers();
    }

    public string? Find(PictureId id) => VideoSniffer.Extensions.Select(extension => PathOf(id, extension)).FirstOrDefault(File.Exists);

    public bool TryLink(PictureId id, string file) => Find(id) is { } stored && HardLink.TryCreate(stored, file);

    public IVideoDraft Begin() => Try(() => new VideoDraft(this, _incoming.Create()));

    internal string PathOf(PictureId id, string extension) => Path.Combine(_folder, id.Hex[..2], id.Hex + extension);

    /// <summary>Says of an error of the disk where it was and what to do.</summary>
    internal T Try<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Explain(error);
        }
    }

    /// <summary>An error of the disk with where it was and what to do.</summary>
    internal IOException Explain(Exception error) => new(
        $"A video cannot be written below {_folder}: {IncomingFiles.Explain(error)} or set Videos:Folder, then run the same command again; "
            + "nothing that was stored is lost.",
        error);
}
