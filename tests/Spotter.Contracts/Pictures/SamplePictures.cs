namespace Spotter.Contracts.Pictures;

/// <summary>Small picture files written out byte by byte, for tests of what reads pictures.</summary>
public static class SamplePictures
{
    /// <summary>A 2 x 1 PNG: red, blue.</summary>
    public static byte[] RedBluePng { get; } = Png(2, 1, 8, 2, [0, 255, 0, 0, 0, 0, 255]);

    /// <summary>A 1 x 1 PNG of 16 bits a channel: half grey.</summary>
    public static byte[] SixteenBitPng { get; } = Png(1, 1, 16, 0, [0, 0x80, 0x00]);

    /// <summary>A 1 x 1 PNG that is wholly transparent white.</summary>
    public static byte[] TransparentPng { get; } = Png(1, 1, 8, 6, [0, 255, 255, 255, 0]);

    /// <summary>A PNG that says it is 20,000 x 20,000 pixels and holds none of them.</summary>
    public static byte[] HugePng { get; } = Png(20_000, 20_000, 8, 2, []);

    /// <summary>Half the bytes of a 64 x 64 PNG.</summary>
    public static byte[] CutPng { get; } = CutInHalf(Png(64, 64, 8, 2, Noise(64 * (1 + (64 * 3)))));

    /// <summary>An 8 x 4 WebP: orange.</summary>
    public static byte[] OrangeWebp { get; } = Convert.FromBase64String("UklGRh4AAABXRUJQVlA4TBEAAAAvB8AAAAdQvOpXof+BiOh/AAA=");

    /// <summary>An animated GIF, 1 x 1: a red frame, then a green one.</summary>
    public static byte[] AnimatedGif { get; } = Convert.FromHexString(
        "47494638396101000100910000" + "000000FF000000FF00FFFFFF"
        + "21FF0B4E45545343415045322E300301000000"
        + "21F904000A000000" + "2C00000000010001000002024C0100"
        + "21F904000A000000" + "2C0000000001000100000202540100" + "3B");

    private static byte[] CutInHalf(byte[] file) => file[..(file.Length / 2)];

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        for (var i = 0; i < length; i++)
            noise[i] = i % 193 == 0 ? (byte)0 : (byte)(i * i * 31 >> 3);
        return noise;
    }

    // https://www.w3.org/TR/png-3/: signature, then chunks of length, type, data and CRC.
    private static byte[] Png(int width, int height, byte depth, byte colour, byte[] rows)
    {
        using var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        Chunk(file, "IHDR"u8, [.. BigEndian(width), .. BigEndian(height), depth, colour, 0, 0, 0]);
        using var packed = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(rows);
        Chunk(file, "IDAT"u8, packed.ToArray());
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        file.Write(BigEndian(data.Length));
        file.Write(type);
        file.Write(data);
        file.Write(BigEndian((int)Crc([.. type, .. data])));
    }

    private static byte[] BigEndian(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
