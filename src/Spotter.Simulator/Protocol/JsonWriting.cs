using System.Globalization;
using System.Text.Json;

namespace Spotter.Simulator.Protocol;

internal static class JsonWriting
{
    /// <summary>Writes a number as a string, as the interfaces do for ids that JavaScript could not hold.</summary>
    public static void WriteNumberAsString(this Utf8JsonWriter json, string name, long value)
    {
        Span<char> text = stackalloc char[20];
        value.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
        json.WriteString(name, text[..length]);
    }
}
