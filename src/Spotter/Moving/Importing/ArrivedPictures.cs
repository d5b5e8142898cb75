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
    /// <returns>Why it cannot be taken, for a person; null where it was.</returns>
    public async Task<string?> KeepAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        if (PictureSniffer.FindProblem(bytes) is { } problem)
            return $"{problem}.";

        try
        {
            await intake.KeepAsync(bytes, strictly: false, cancellationToken);
            return null;
        }
        catch (PictureFormatException error)
        {
            return $"{error.Message.TrimEnd('.')}.";
        }
    }

    /// <summary>Checks and stores a picture's file; the record says why where that cannot be done.</summary>
    public async Task<PictureRecord> TakeAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await PictureFile.ReadAsync(file, options.Value.MaxBytes, cancellationToken);
            if (PictureSniffer.FindProblem(bytes) is { } problem)
                return Lost($"{Path.GetFileName(file)}: {problem}.");

            var (id, info) = await intake.KeepAsync(bytes, strictly: false, cancellationToken);
            return new PictureRecord { Id = id, Width = info.Width, Height = info.Height };
        }
        catch (Exception error) when (error is PictureFormatException or UnauthorizedAccessException or FileNotFoundException)
        {
            return Lost($"{Path.GetFileName(file)}: {error.Message.TrimEnd('.')}.");
        }
    }

    /// <summary>Checks and stores a video's file; the record says why where that cannot be done.</summary>
    public async Task<VideoRecord> TakeVideoAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            // A pipe is waited for, and a device goes on for ever.
            if (PictureFile.LengthOf(file) == 0)
                return LostVideo(file, "the file is empty, or a pipe or a device");

            await using var stream = new FileStream(
                file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.Asynchronous);
            if (stream.Length <= videos.MaxBytes
                && PictureId.OfHash(await SHA256.HashDataAsync(stream, cancellationToken)) is var id && HasVideo(id))
                return new VideoRecord { Id = id, Length = stream.Length };

            stream.Position = 0;
            var arrived = await KeepVideoAsync(stream, cancellationToken);
            return arrived.Problem is { } problem ? LostVideo(file, problem) : new VideoRecord { Id = arrived.Id, Length = arrived.Length };
        }
        catch (Exception error) when (error is UnauthorizedAccessException or FileNotFoundException)
        {
            return LostVideo(file, error.Message.TrimEnd('.'));
        }
    }

    private static PictureRecord Lost(string why) => new() { Failure = why, IsLost = true };

    private static VideoRecord LostVideo(string file, string why) =>
        new() { Failure = $"{Path.GetFileName(file)}: {why}.", IsLost = true };
}
