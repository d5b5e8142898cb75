using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Spotter.Pictures;

/// <summary>A picture's id: the SHA-256 of its bytes, as 64 lower-case hexadecimal digits.</summary>
[JsonConverter(typeof(PictureIdJsonConverter))]
public readonly record struct PictureId
{
    private PictureId(string hex) => Hex = hex;

    /// <summary>The 64 digits.</summary>
    public string Hex { get; }

    /// <summary>The id of these bytes.</summary>
    public static PictureId Of(ReadOnlySpan<byte> bytes) => new(Convert.ToHexStringLower(SHA256.HashData(bytes)));

    /// <summary>The id of bytes whose SHA-256 is known.</summary>
    /// <param name="hash">32 bytes.</param>
    public static PictureId OfHash(ReadOnlySpan<byte> hash) => hash.Length == SHA256.HashSizeInBytes
        ? new(Convert.ToHexStringLower(hash))
        : throw new ArgumentException("A SHA-256 has 32 bytes.", nameof(hash));

    /// <summary>Reads 64 hexadecimal digits; false where the text is anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PictureId id)
    {
        id = default;
        if (text is not { Length: 64 } || !text.All(char.IsAsciiHexDigit))
            return false;

        id = new PictureId(text.ToLowerInvariant());
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Hex;
}
