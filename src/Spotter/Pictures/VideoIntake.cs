using Microsoft.Extensions.Options;

namespace Spotter.Pictures;

/// <summary>Takes the file of a video into its store as the bytes come: it is never held whole in memory.</summary>
public sealed class VideoIntake(IOptions<VideoOptions> options, IVideoStore? store = null)
{
    private const int BufferBytes = 128 * 1024;

    /// <summary>True where this host keeps files of videos.</summary>
    public bool CanKeep => store is not null;

    /// <summary>The most bytes that one may have.</summary>
    public long MaxBytes => options.Value.MaxBytes;

    /// <summary>Whether a video is there.</summary>
    public bool Has(PictureId id) => store?.Find(id) is not null;

    /// <summary>Keeps a video whose bytes are all there. Bytes that break off are part of the result.</summary>
    /// <param name="bytes">What comes.</param>
    /// <param name="cancellationToken">Gives up; nothing of it stays.</param>
    /// <exception cref="IOException">The store cannot be written.</exception>
    /// <exception cref="InvalidOperationException">This host keeps none.</exception>
    public Task<VideoArrival> KeepAsync(Stream bytes, CancellationToken cancellationToken) =>
        KeepAsync(bytes, came: null, cancellationToken);

    /// <summary>The same.</summary>
    /// <param name="bytes">What comes.</param>
    /// <param name="came">Told how many bytes more came, whatever becomes of them.</param>
    /// <param name="cancellationToken">Gives up; nothing of it stays.</param>
    internal async Task<VideoArrival> KeepAsync(Stream bytes, Action<long>? came, CancellationToken cancellationToken)
    {
        if (bytes.CanSeek && bytes.Length - bytes.Position > MaxBytes)
            return TooLarge(bytes.Length);

        await using var draft = (store ?? throw new InvalidOperationException("This host keeps no files of videos.")).Begin();
        var check = new VideoCheck();
        var buffer = new byte[BufferBytes];
        var length = 0L;
        while (await ReadAsync(bytes, buffer, cancellationToken) is var read and not 0)
        {
            if (read is null)
                return new VideoArrival { Length = length, Problem = "its bytes break off", IsCut = true };
            came?.Invoke(read.Value);
            if ((length += read.Value) > MaxBytes)
                return TooLarge(length);
            if (!check.Add(buffer.AsSpan(0, read.Value)))
                break;

            await draft.WriteAsync(buffer.AsMemory(0, read.Value), cancellationToken);
        }

        return check.FindProblem() is { } problem
            ? new VideoArrival { Length = length, Problem = problem }
            : new VideoArrival { Length = length, Id = await draft.KeepAsync(check.Extension!) };
    }

    private VideoArrival TooLarge(long length) =>
        new() { Length = length, Problem = $"it is larger than {MaxBytes} bytes (Videos:MaxBytes)", IsTooLarge = true };

    // What breaks where the bytes come from says nothing of the disk they go to.
    private static async Task<int?> ReadAsync(Stream bytes, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await bytes.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception error) when (Downloads.IsCut(error))
        {
            return null;
        }
    }
}
