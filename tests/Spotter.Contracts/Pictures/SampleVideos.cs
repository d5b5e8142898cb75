using System.Buffers.Binary;
using System.Text;

namespace Spotter.Contracts.Pictures;

/// <summary>Files that begin and end as videos do. Nothing in them can be played.</summary>
public static class SampleVideos
{
    /// <summary>An MP4 of a kind, its index and as many bytes of data.</summary>
    public static byte[] Mp4(int data = 1_000, string brand = "isom", byte fill = 7) =>
        [.. Box("ftyp", Encoding.ASCII.GetBytes($"{brand}\0\0\0\0mp42")), .. Box("moov", new byte[40]), .. Box("mdat", Filled(data, fill))];

    /// <summary>A QuickTime film whose data has a length of 64 bits and comes before the index.</summary>
    public static byte[] QuickTime(int data = 1_000) =>
        [.. Box("ftyp", "qt  \0\0\0\0qt  "u8.ToArray()), .. LongBox("mdat", Filled(data, 9)), .. Box("moov", new byte[40])];

    /// <summary>The head of a WebM, with as many bytes behind.</summary>
    public static byte[] WebM(int data = 1_000) =>
        [0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x86, 0x81, 0x01, 0x42, 0x82, 0x84, .. "webm"u8, .. Filled(data, 3)];

    /// <summary>A box of ISO/IEC 14496-12.</summary>
    public static byte[] Box(string name, byte[] content)
    {
        var box = new byte[8 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        Encoding.ASCII.GetBytes(name, box.AsSpan(4));
        content.CopyTo(box, 8);
        return box;
    }

    private static byte[] LongBox(string name, byte[] content)
    {
        var box = new byte[16 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, 1);
        Encoding.ASCII.GetBytes(name, box.AsSpan(4));
        BinaryPrimitives.WriteInt64BigEndian(box.AsSpan(8), box.Length);
        content.CopyTo(box, 16);
        return box;
    }

    private static byte[] Filled(int length, byte fill)
    {
        var bytes = new byte[length];
        Array.Fill(bytes, fill);
        return bytes;
    }
}
