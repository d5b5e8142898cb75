using System.Text.Json;

namespace Spotter.FunctionsApp.TestHost.Published;

/// <summary>What the metadata say of one parameter of a function.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Type">Such as <c>httpTrigger</c>; its letters may be of either case.</param>
/// <param name="Direction">In, out or inout, in letters of either case.</param>
/// <param name="Raw">All that is said.</param>
public sealed record FunctionBinding(string Name, string Type, string Direction, JsonElement Raw)
{
    /// <summary>True for what starts the function.</summary>
    public bool IsTrigger => Type.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads an entry of a function's <c>bindings</c>.</summary>
    public static FunctionBinding Read(JsonElement raw) =>
        new(raw.GetProperty("name").GetString()!, raw.GetProperty("type").GetString()!, raw.GetProperty("direction").GetString()!, raw);

    /// <summary>True where it is of the type.</summary>
    public bool Is(string type) => Type.Equals(type, StringComparison.OrdinalIgnoreCase);

    /// <summary>A property's text; null where there is none.</summary>
    public string? Find(string property) =>
        Raw.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
