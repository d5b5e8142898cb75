using System.Buffers.Binary;

namespace Spotter.Pictures;

/// <summary>
/// Tells a picture by its first bytes, whatever a header or a name says of it. SVG is none: it is a program for drawing one.
/// </summary>
// Not Mime-Detective (0.0.6 is a pre-release) nor libvips' own: that is native, and knows loaders that strangers' bytes are kept from.
public static class PictureSniffer
{
    private const string Heif = "image/heif";

    /// <summary>
    /// Why bytes are no picture that can be read, as the end of a sentence for a person; null where they are one, as far as the first bytes
    /// tell.
    /// </summary>
    public static string? FindProblem(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return "the file is empty";

        return FindMediaType(bytes) switch
        {
            null => "it is not a JPEG, PNG, WebP, GIF, TIFF or AVIF file",
            Heif => "it is a HEIF file (HEIC), which cannot be read: convert it to JPEG",
            _ => null,
        };
    }

    /// <summary>The media type; null where the bytes are no picture.</summary>
    public static string? FindMediaType(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xFF, 0xD8, 0xFF, ..])
            return "image/jpeg";
        if (bytes is [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..])
            return "image/png";
        if (bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8))
            return "image/gif";
        if (bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8) || bytes.StartsWith("II+\0"u8) || bytes.StartsWith("MM\0+"u8))
            return "image/tiff";
        if (bytes.Length < 12)
            return null;
        if (bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8))
            return "image/webp";

        return bytes[4..].StartsWith("ftyp"u8) ? OfBrands(bytes) : null;
    }

    // The same container holds pictures and films: only the brands tell (ISO/IEC 14496-12, 4.3). The first is the file's own, then comes a
    // version, then those it is compatible with.
    private static string? OfBrands(ReadOnlySpan<byte> bytes)
    {
        var own = bytes[8..12];
        if (IsAvif(own))
            return "image/avif";
        if (own.SequenceEqual("heic"u8) || own.SequenceEqual("heix"u8))
            return Heif;
        if (!own.SequenceEqual("mif1"u8) && !own.SequenceEqual("msf1"u8))
            return null;

        var end = (int)Math.Min(bytes.Length, BinaryPrimitives.ReadUInt32BigEndian(bytes));
        for (var at = 16; at + 4 <= end; at += 4)
            if (IsAvif(bytes[at..(at + 4)]))
                return "image/avif";
        return Heif;
    }

    private static bool IsAvif(ReadOnlySpan<byte> brand) => brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8);
}
