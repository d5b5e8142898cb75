using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Spotter.Simulator.Pictures;

/// <summary>Makes and changes picture files byte by byte, without decoding.</summary>
internal static class PictureFormat
{
    private static readonly byte[] PngSignature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly uint[] CrcTable = MakeCrcTable();

    /// <summary>
    /// A segment that makes a JPEG's bytes its own without changing what it shows: COM (FF FE) of ITU-T T.81, to be placed after the first
    /// two bytes.
    /// </summary>
    public static byte[] Comment(string text)
    {
        var segment = new byte[4 + Encoding.ASCII.GetByteCount(text)];
        segment[0] = 0xFF;
        segment[1] = 0xFE;
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(segment.Length - 2));
        Encoding.ASCII.GetBytes(text, segment.AsSpan(4));
        return segment;
    }

    /// <summary>A small PNG of two colours, decided by the seed: for simulators that run without a renderer.</summary>
    public static byte[] PlainPng(int seed, string comment)
    {
        const int Size = 64;
        var rows = new byte[Size * (1 + (Size * 3))];
        for (var y = 0; y < Size; y++)
            for (var x = 0; x < Size; x++)
            {
                var at = (y * (1 + (Size * 3))) + 1 + (x * 3);
                var shade = ((x / 8) + (y / 8)) % 2 == 0 ? 0 : 40;
                rows[at] = (byte)((seed & 127) + shade);
                rows[at + 1] = (byte)(((seed >> 7) & 127) + shade);
                rows[at + 2] = (byte)(((seed >> 14) & 127) + shade);
            }

        return
        [
            .. PngSignature,
            .. Header(Size, Size),
            .. Chunk("tEXt", [.. "Comment\0"u8, .. Encoding.ASCII.GetBytes(comment)]),
            .. Chunk("IDAT", Compress(rows)),
            .. Chunk("IEND", []),
        ];
    }

    /// <summary>The start of a PNG that claims 60,000 x 60,000 pixels and holds a few hundred bytes of them.</summary>
    public static byte[] HugePng() =>
        [.. PngSignature, .. Header(60_000, 60_000), .. Chunk("IDAT", Compress(new byte[60_000])), .. Chunk("IEND", [])];

    private static byte[] Header(int width, int height)
    {
        var data = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(data, width);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(4), height);
        data[8] = 8;
        data[9] = 2;
        return Chunk("IHDR", data);
    }

    private static byte[] Chunk(string type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }

    private static byte[] Compress(byte[] data)
    {
        using var target = new MemoryStream();
        using (var zlib = new ZLibStream(target, CompressionLevel.Fastest))
            zlib.Write(data);
        return target.ToArray();
    }

    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var b in data)
            crc = CrcTable[(byte)(crc ^ b)] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] MakeCrcTable()
    {
        var table = new uint[256];
        for (uint n = 0; n < 256; n++)
        {
            var c = n;
            for (var k = 0; k < 8; k++)
                c = (c & 1) == 1 ? 0xEDB88320U ^ (c >> 1) : c >> 1;
            table[n] = c;
        }

        return table;
    }
}
