using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Spotter.Sources;

/// <summary>
/// Reads texts in which half of a character of two parts may stand alone, as where one was cut off in its middle: U+FFFD takes its
/// place, and the rest is kept.
/// </summary>
internal static partial class JsonText
{
    // Where a text may lie in what stands in its place, in Instagram's shapes.
    private static readonly string[] Inside = ["text", "node", "edges"];

    public static string? Read(ref Utf8JsonReader reader)
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

    /// <summary>The text of a value, be it a text, a number, a list of texts or a record around one; null where there is none.</summary>
    public static string? Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => OfString(value),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Array => OfList([.. value.EnumerateArray().Select(Of).OfType<string>()]),
        JsonValueKind.Object => Inside
            .Select(name => value.TryGetProperty(name, out var inner) ? Of(inner) : null)
            .FirstOrDefault(text => text is not null),
        _ => null,
    };

    private static string? OfList(string[] texts) => texts.Length == 0 ? null : string.Join('\n', texts);

    private static string? OfString(JsonElement value)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(value.GetRawText()));
        reader.Read();
        return Read(ref reader);
    }

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
