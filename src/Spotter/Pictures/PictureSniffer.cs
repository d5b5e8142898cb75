namespace Spotter.Pictures;

/// <summary>Tells a picture by its first bytes, whatever a header or a name says of it. SVG is none: it is a program for drawing one.</summary>
internal static class PictureSniffer
{
    /// <summary>The media type; null where the bytes are no picture.</summary>
    public static string? FindMediaType(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xFF, 0xD8, 0xFF, ..])
            return "image/jpeg";
        if (bytes is [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..])
            return "image/png";
        if (bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8))
            return "image/gif";
        if (bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8))
            return "image/tiff";
        if (bytes.Length < 12)
            return null;
        if (bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8))
            return "image/webp";

        return bytes[4..].StartsWith("ftyp"u8) ? OfBrand(bytes[8..12]) : null;
    }

    // The same container holds pictures and films: only the brand tells (ISO/IEC 14496-12, 4.3).
    private static string? OfBrand(ReadOnlySpan<byte> brand)
    {
        if (brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8))
            return "image/avif";

        return brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("mif1"u8) ? "image/heif" : null;
    }
}
