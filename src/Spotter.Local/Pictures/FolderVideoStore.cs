using Microsoft.Extensions.Options;
using Spotter.Pictures;

namespace Spotter.Local.Pictures;

/// <summary>Videos as files, <c>ab/abcd….mp4</c>. A file appears under its name when it is whole and on the disk.</summary>
public sealed class FolderVideoStore : IVideoStore, IVideoInventory
{
    private const int BufferBytes = 128 * 1024;

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

    public IVideoDraft Begin() => Open();

    public IAsyncEnumerable<PictureId> ListAsync(CancellationToken cancellationToken) => HashedFiles.ListAsync(_folder);

    public Task<bool> ContainsAsync(PictureId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Find(id) is not null);
    }

    public Task<StoredVideo?> OpenAsync(PictureId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Find(id) is not { } file)
            return Task.FromResult<StoredVideo?>(null);

        var stream = new FileStream(
            file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
        return Task.FromResult<StoredVideo?>(new StoredVideo(stream, VideoSniffer.MediaTypeOf(Path.GetExtension(file))));
    }

    public async Task<bool> SaveAsync(PictureId id, StoredVideo video, CancellationToken cancellationToken)
    {
        if (Find(id) is not null)
            return true;

        await using var draft = Open();
        var buffer = new byte[BufferBytes];
        while (await video.Bytes.ReadAsync(buffer, cancellationToken) is var read and > 0)
            await draft.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        if (draft.Id != id)
            return false;

        await draft.KeepAsync(VideoSniffer.ExtensionOf(video.MediaType));
        return true;
    }

    public Task RemoveAsync(PictureId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Find(id) is { } file)
            File.Delete(file);
        return Task.CompletedTask;
    }

    internal string PathOf(PictureId id, string extension) => Path.Combine(_folder, id.Hex[..2], id.Hex + extension);

    /// <summary>An error of the disk with where it was and what to do.</summary>
    internal IOException Explain(Exception error) => new(
        $"A video cannot be written below {_folder}: {IncomingFiles.Explain(error)} or set Videos:Folder, then run the same command again; "
            + "nothing that was stored is lost.",
        error);

    private VideoDraft Open()
    {
        try
        {
            return new VideoDraft(this, _incoming.Create());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Explain(error);
        }
    }
}
