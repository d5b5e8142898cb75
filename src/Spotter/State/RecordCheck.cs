using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Spotter.State;

/// <summary>Finds what a record must have and lacks, which the serializer lets pass: it checks no nulls.</summary>
internal static class RecordCheck
{
    /// <exception cref="JsonException">Something is missing.</exception>
    public static void RequireWhole(object value, JsonTypeInfo type)
    {
        if (type.Kind == JsonTypeInfoKind.Object)
            foreach (var property in type.Properties)
                RequireWhole(value, property, type.Options);
        else if (value is IEnumerable list && type.Kind == JsonTypeInfoKind.Enumerable
            && FindParts(type.ElementType, type.Options) is { } element)
            foreach (var item in list)
                RequireWhole(item ?? throw new JsonException("A list of it holds a null."), element);
    }

    private static void RequireWhole(object owner, JsonPropertyInfo property, JsonSerializerOptions options)
    {
        if (property.Get is not { } get || property.PropertyType.IsPrimitive)
            return;

        var value = get(owner);
        if (value is null && !property.IsGetNullable)
            throw new JsonException($"It lacks '{property.Name}'.");
        if (value is not null && FindParts(property.PropertyType, options) is { } parts)
            RequireWhole(value, parts);
    }

    // Texts, numbers and times have no parts.
    private static JsonTypeInfo? FindParts(Type? type, JsonSerializerOptions options) =>
        type is not null
        && options.TryGetTypeInfo(type, out var found)
        && found.Kind is JsonTypeInfoKind.Object or JsonTypeInfoKind.Enumerable
            ? found
            : null;
}
