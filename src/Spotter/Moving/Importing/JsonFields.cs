using System.Text.Json;
using Spotter.Sources;

namespace Spotter.Moving.Importing;

/// <summary>Reads fields that may be there.</summary>
internal static class JsonFields
{
    /// <summary>The text or number at the end of a path of names, as text; null where there is none.</summary>
    public static string? Text(JsonElement record, params string[] path) =>
        Find(record, path) is { ValueKind: JsonValueKind.String or JsonValueKind.Number } value ? JsonText.Of(value) : null;

    /// <summary>The number at the end of a path of names; null where there is none.</summary>
    public static double? Number(JsonElement record, params string[] path) =>
        Find(record, path) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var number) ? number : null;

    private static JsonElement? Find(JsonElement record, string[] path)
    {
        foreach (var name in path)
            if (record.ValueKind != JsonValueKind.Object || !record.TryGetProperty(name, out record))
                return null;
        return record;
    }
}
