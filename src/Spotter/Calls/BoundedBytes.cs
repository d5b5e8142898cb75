namespace Spotter.Calls;

/// <summary>Reads a stream whole, up to a limit.</summary>
public static class BoundedBytes
{
    private const int UsualBytes = 64 * 1024;
    private const int MaxTrusted = 1024 * 1024;

    /// <summary>The bytes; null where there are more than allowed.</summary>
    /// <param name="announced">How many come, as the sender says; there may be more or fewer. Null where it says nothing.</param>
    public static async Task<byte[]?> ReadAsync(Stream stream, int maxBytes, long? announced, CancellationToken cancellationToken)
    {
        // The right size at once saves copies, and each large array that is made hastens a collection of all; but words are no bytes yet.
        var bytes = GC.AllocateUninitializedArray<byte>((int)Math.Clamp(announced ?? UsualBytes, 1, Math.Min(MaxTrusted, maxBytes)));
        var next = new byte[1];
        for (var length = 0; ;)
        {
            length += await stream.ReadAtLeastAsync(
                bytes.AsMemory(length), bytes.Length - length, throwOnEndOfStream: false, cancellationToken);
            if (length > maxBytes)
                return null;
            if (length < bytes.Length)
                return bytes[..length];
            if (await stream.ReadAsync(next, cancellationToken) == 0)
                return bytes;

            Array.Resize(ref bytes, (int)Math.Min(length * 2L, maxBytes + 1L));
            bytes[length++] = next[0];
        }
    }
}
