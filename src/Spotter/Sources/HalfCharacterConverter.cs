using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Spotter.Sources;

/// <summary>Reads texts in which half of a character of two parts may stand alone, as where one was cut off in its middle: U+FFFD takes its place, and the rest is kept.</summary>
internal sealed partial class HalfCharacterConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException) when (reader.TokenType == JsonTokenType.String)
        {
            return ReadMended(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
        }
    }

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString()!;

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    private static string? ReadMended(ReadOnlySpan<byte> escaped)
    {
        var mended = Escape().Replace(Encoding.UTF8.GetString(escaped), match => match.Groups["half"].Success ? @"\ufffd" : match.Value);
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes($"\"{mended}\""));
        reader.Read();
        return reader.GetString();
    }

    // Whole characters first, and every other escape, so that an escaped backslash before a u is not taken for the beginning of one.
    [GeneratedRegex(@"\\(u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)")]
    private static partial Regex Escape();
}
