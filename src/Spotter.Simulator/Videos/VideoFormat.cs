using System.Buffers.Binary;

namespace Spotter.Simulator.Videos;

/// <summary>
/// Makes files that have the boxes of an MP4 (ISO/IEC 14496-12): its kind, its index and its data. Nothing in them can be played.
/// </summary>
internal static class VideoFormat
{
    private const int BoxHeader = 8;
    private const int IndexBytes = 512;

    /// <summary>The least length of a file.</summary>
    public const int LeastBytes = 1024;

    /// <summary>A file whose bytes follow from the seed.</summary>
    public static byte[] Make(long seed, int length)
    {
        var file = new byte[length];
        new Random(seed.GetHashCode()).NextBytes(file);
        var at = Begin(file, 0, 24, "ftyp"u8);
        "isom"u8.CopyTo(file.AsSpan(BoxHeader));
        file.AsSpan(12, 4).Clear();
        "isommp42"u8.CopyTo(file.AsSpan(16));
        at = Begin(file, at, IndexBytes, "moov"u8);
        Begin(file, at, length - at, "mdat"u8);
        return file;
    }

    private static int Begin(byte[] file, int at, int length, ReadOnlySpan<byte> name)
    {
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(at), length);
        name.CopyTo(file.AsSpan(at + 4));
        return at + length;
    }
}
