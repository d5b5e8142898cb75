using System.Globalization;

namespace Spotter.Reporting;

/// <summary>Texts of strangers in a table that a spreadsheet opens.</summary>
public static class SpreadsheetText
{
    /// <summary>A field of a CSV file (RFC 4180), which a spreadsheet does not take for a formula.</summary>
    // Numbers may be below 0.
    public static string Quote(string text)
    {
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        var safe = !isNumber && text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? $"'{text}" : text;
        return safe.AsSpan().ContainsAny(",\"\r\n'") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
