namespace Spotter.Calls;

/// <summary>Reads a stream whole, up to a limit.</summary>
public static class BoundedBytes
{
    /// <summary>The bytes; null where there are more than allowed.</summary>
    public static async Task<byte[]?> ReadAsync(Stream stream, int maxBytes, CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (whole.Length + read > maxBytes)
                return null;
            whole.Write(buffer, 0, read);
        }

        return whole.ToArray();
    }
}
