using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spotter.Sources;

/// <summary>
/// Reads numbers, also where they are written as text. What is there and is no finite number becomes <see cref="double.NaN"/>, so that
/// whoever reads on can tell it from what is not there.
/// </summary>
internal sealed class SensibleNumberConverter : JsonConverter<double?>
{
    public override double? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return reader.TryGetDouble(out var number) ? OnlyFinite(number) : double.NaN;
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return double.NaN;
        }

        var text = JsonText.Read(ref reader);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var written) ? OnlyFinite(written) : double.NaN;
    }

    public override void Write(Utf8JsonWriter writer, double? value, JsonSerializerOptions options) => throw new NotSupportedException();

    private static double OnlyFinite(double number) => double.IsFinite(number) ? number : double.NaN;
}
