using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Spotter.Learning.Splitting;

/// <summary>Turns a picture's hash into a number that tells nothing of the picture and is another one for each seed and purpose.</summary>
internal static class KeyedHash
{
    /// <param name="hash">A SHA-256.</param>
    /// <param name="seed">The training's seed.</param>
    /// <param name="purpose">What the number decides.</param>
    public static ulong Of(ReadOnlySpan<byte> hash, int seed, SplitPurpose purpose)
    {
        Span<byte> keyed = stackalloc byte[SHA256.HashSizeInBytes + sizeof(int) + sizeof(int)];
        hash.CopyTo(keyed);
        BinaryPrimitives.WriteInt32LittleEndian(keyed[hash.Length..], seed);
        BinaryPrimitives.WriteInt32LittleEndian(keyed[(hash.Length + sizeof(int))..], (int)purpose);
        Span<byte> mixed = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(keyed, mixed);
        return BinaryPrimitives.ReadUInt64LittleEndian(mixed);
    }
}
