namespace Spotter.Models.Uploading;

/// <summary>Copies a stream that may be longer than it says.</summary>
public static class BoundedCopy
{
    private const int BufferBytes = 81_920;

    /// <summary>Copies all of it.</summary>
    /// <param name="from">Read to its end.</param>
    /// <param name="to">Written to.</param>
    /// <param name="most">The most bytes that are copied.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many bytes it had; null where it has more than are allowed.</returns>
    public static async Task<long?> RunAsync(Stream from, Stream to, long most, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        var copied = 0L;
        for (int read; (read = await from.ReadAsync(buffer, cancellationToken)) > 0; copied += read)
        {
            if (read > most - copied)
                return null;
            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return copied;
    }
}
