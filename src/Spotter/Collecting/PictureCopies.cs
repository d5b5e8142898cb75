using Spotter.Pictures;

namespace Spotter.Collecting;

/// <summary>Gives stored pictures, and files of videos, a second place. The bytes stay as they are.</summary>
public sealed class PictureCopies(IPictureStore store, IPictureFiles? files = null, IVideoStore? videos = null)
{
    /// <summary>The ending of a picture's or a video's file, with its dot, and its length; null where it is gone.</summary>
    public async Task<(string Extension, long Length)?> FindAsync(PictureId id, CancellationToken cancellationToken)
    {
        if (FindFile(id) is { } file)
            return (Path.GetExtension(file), new FileInfo(file).Length);

        return await store.ReadAsync(id, cancellationToken) is { } picture
            ? (PictureExtensions.Of(picture.MediaType), picture.Bytes.Length)
            : null;
    }

    /// <summary>Opens a picture or a video; null where it is gone.</summary>
    public async Task<Stream?> OpenAsync(PictureId id, CancellationToken cancellationToken)
    {
        if (FindFile(id) is { } file)
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

        return await store.ReadAsync(id, cancellationToken) is { } picture ? new MemoryStream(picture.Bytes.ToArray()) : null;
    }

    /// <summary>
    /// Makes a file of a picture or a video, as another name of the one in the store where the disk can. It appears whole; one of the same
    /// length stays.
    /// </summary>
    /// <param name="id">The picture or video.</param>
    /// <param name="target">The file.</param>
    /// <param name="time">The file's time.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>True where it was made now.</returns>
    public async Task<bool> PlaceAsync(PictureId id, string target, DateTimeOffset time, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not var (_, length)
            || (new FileInfo(target) is { Exists: true } there && there.Length == length))
            return false;

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Delete(target);
        if (files?.TryLink(id, target) != true && videos?.TryLink(id, target) != true)
            await CopyAsync(id, target, cancellationToken);
        File.SetLastWriteTimeUtc(target, time.UtcDateTime);
        return true;
    }

    private string? FindFile(PictureId id) => files?.Find(id) ?? videos?.Find(id);

    private async Task CopyAsync(PictureId id, string target, CancellationToken cancellationToken)
    {
        var unfinished = $"{target}.unfinished";
        await using (var picture = await OpenAsync(id, cancellationToken) ?? throw new IOException($"Picture {id} is gone."))
        await using (var copy = File.Create(unfinished))
            await picture.CopyToAsync(copy, cancellationToken);
        File.Move(unfinished, target, overwrite: true);
    }
}
