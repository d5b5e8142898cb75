using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Spotter.Calls;
using Spotter.Pictures;
using Spotter.Posts;

namespace Spotter.Moving.Importing;

/// <summary>Takes the bytes of pictures and videos into their stores.</summary>
internal sealed class ArrivedPictures(
    PictureIntake intake, IPictureStore store, IPictureFiles? files, IOptions<PictureDownloadOptions> options, VideoIntake videos)
{
    private const string Others = "its bytes are others than those that were exported";

    /// <summary>True where a video is in its store.</summary>
    public bool HasVideo(PictureId id) => videos.Has(id);

    /// <summary>Stores a video as it comes.</summary>
    public async Task<VideoArrival> KeepVideoAsync(Stream bytes, CancellationToken cancellationToken) => videos.CanKeep
        ? await videos.KeepAsync(bytes, cancellationToken)
        : new VideoArrival { Problem = "this host keeps no files of videos" };

    /// <summary>True where a picture is in the store.</summary>
    public async Task<bool> HasAsync(PictureId id, CancellationToken cancellationToken) =>
        files is null ? await store.ReadAsync(id, cancellationToken) is not null : files.Find(id) is not null;

    /// <summary>The bytes of a file that may be a picture; null where there are more than a picture may have.</summary>
    public Task<byte[]?> ReadAsync(Stream stream, CancellationToken cancellationToken) =>
        BoundedBytes.ReadAsync(stream, options.Value.MaxBytes, announced: null, cancellationToken);

    /// <summary>Checks and stores a picture, whatever was said of it where it comes from.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="shown">What it is called to a person, where it cannot be taken: the record says why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<PictureRecord> KeepAsync(byte[] bytes, string shown, CancellationToken cancellationToken)
    {
        if (PictureSniffer.FindProblem(bytes) is { } problem)
            return Lost<PictureRecord>(shown, problem);

        try
        {
            var (id, info) = await intake.KeepAsync(bytes, strictly: false, cancellationToken);
            return new PictureRecord { Id = id, Width = info.Width, Height = info.Height };
        }
        catch (PictureFormatException error)
        {
            return Lost<PictureRecord>(shown, error.Message);
        }
    }

    /// <summary>Checks and stores a picture's file; the record says why where that cannot be done.</summary>
    /// <param name="file">The file.</param>
    /// <param name="wanted">The picture that it has to be; null for any.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<PictureRecord> TakeAsync(string file, PictureId? wanted, CancellationToken cancellationToken)
    {
        var shown = Path.GetFileName(file);
        byte[] bytes;
        try
        {
            bytes = await PictureFile.ReadAsync(file, options.Value.MaxBytes, cancellationToken);
        }
        catch (Exception error) when (error is PictureFormatException or IOException or UnauthorizedAccessException)
        {
            return Lost<PictureRecord>(shown, error.Message);
        }

        return wanted is not null && wanted != PictureId.Of(bytes)
            ? Lost<PictureRecord>(shown, Others)
            : await KeepAsync(bytes, shown, cancellationToken);
    }

    /// <summary>The same with a video's file.</summary>
    public async Task<VideoRecord> TakeVideoAsync(string file, PictureId? wanted, CancellationToken cancellationToken)
    {
        var shown = Path.GetFileName(file);
        long length;
        PictureId? id;
        try
        {
            length = PictureFile.LengthOf(file);
            // A pipe is waited for, and a device goes on for ever.
            if (length == 0)
                return Lost<VideoRecord>(shown, "the file is empty, or a pipe or a device");

            id = length > videos.MaxBytes ? null : await HashAsync(file, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Lost<VideoRecord>(shown, error.Message);
        }

        if (wanted is not null && id is not null && id != wanted)
            return Lost<VideoRecord>(shown, Others);
        if (id is { } known && HasVideo(known))
            return new VideoRecord { Id = known, Length = length };

        await using var stream = Open(file);
        var arrived = await KeepVideoAsync(stream, cancellationToken);
        return arrived.Problem is { } problem
            ? Lost<VideoRecord>(shown, problem)
            : new VideoRecord { Id = arrived.Id, Length = arrived.Length };
    }

    private static async Task<PictureId> HashAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = Open(file);
        return PictureId.OfHash(await SHA256.HashDataAsync(stream, cancellationToken));
    }

    private static FileStream Open(string file) =>
        new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.Asynchronous);

    private static T Lost<T>(string shown, string why) where T : FetchedFile, new() =>
        new() { Failure = $"{shown}: {why.TrimEnd('.')}.", IsLost = true };
}
