using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spotter.Pictures;

/// <summary>A picture's id: the SHA-256 of its bytes, as 64 lower-case hexadecimal digits.</summary>
[JsonConverter(typeof(JsonStringConverter))]
public readonly record struct PictureId
{
    private PictureId(string hex) => Hex = hex;

    /// <summary>The 64 digits.</summary>
    public string Hex { get; }

    /// <summary>The id of these bytes.</summary>
    public static PictureId Of(ReadOnlySpan<byte> bytes) => new(Convert.ToHexStringLower(SHA256.HashData(bytes)));

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

    internal sealed class JsonStringConverter : JsonConverter<PictureId>
    {
        public override PictureId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out var id) ? id : throw new JsonException("A picture id is 64 hexadecimal digits.");

        public override void Write(Utf8JsonWriter writer, PictureId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Hex);
    }
}
