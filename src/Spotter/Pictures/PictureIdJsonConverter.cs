using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spotter.Pictures;

/// <summary>Writes a picture's id as a JSON string.</summary>
public sealed class PictureIdJsonConverter : JsonConverter<PictureId>
{
    /// <inheritdoc/>
    public override PictureId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        PictureId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("A picture id is 64 hexadecimal digits.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, PictureId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Hex);
}
