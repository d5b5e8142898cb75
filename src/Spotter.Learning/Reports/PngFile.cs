using System.Buffers.Binary;
using System.IO.Compression;

namespace Spotter.Learning.Reports;

/// <summary>Writes small pictures as PNG files (https://www.w3.org/TR/png-3/): eight bits for each of red, green and blue.</summary>
internal static class PngFile
{
    private const byte FilterUp = 2;
    private static readonly uint[] CrcTable = MakeCrcTable();

    /// <param name="rgb">Rows from the top; red, green, blue.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    public static byte[] Write(ReadOnlySpan<byte> rgb, int width, int height)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8; // Bits per channel.
        header[9] = 2; // Red, green and blue.
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "IDAT"u8, Compress(rgb, width * 3, height));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Compress(ReadOnlySpan<byte> rgb, int stride, int height)
    {
        using var compressed = new MemoryStream();
        using (var deflate = new ZLibStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var row = new byte[stride + 1];
            row[0] = FilterUp;
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < stride; x++)
                    row[x + 1] = (byte)(rgb[(y * stride) + x] - (y == 0 ? 0 : rgb[((y - 1) * stride) + x]));
                deflate.Write(row);
            }
        }

        return compressed.ToArray();
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(type);
        file.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), content));
        file.Write(number);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
            crc = CrcTable[(byte)(crc ^ value)] ^ (crc >> 8);
        return crc;
    }

    private static uint[] MakeCrcTable()
    {
        var table = new uint[256];
        for (var n = 0u; n < table.Length; n++)
        {
            table[n] = n;
            for (var bit = 0; bit < 8; bit++)
                table[n] = (table[n] & 1) == 0 ? table[n] >> 1 : 0xEDB88320 ^ (table[n] >> 1);
        }

        return table;
    }
}
