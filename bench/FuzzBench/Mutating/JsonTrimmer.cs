using System.Text.Json.Nodes;

namespace FuzzBench.Mutating;

/// <summary>Makes recorded answers short: what holds of two posts holds of fifty.</summary>
internal static class JsonTrimmer
{
    private const int MaxItems = 2;

    public static JsonNode? Trim(JsonNode? node) => node switch
    {
        JsonArray array => new JsonArray([.. array.Take(MaxItems).Select(Trim)]),
        JsonObject properties => new JsonObject(properties.Select(property => KeyValuePair.Create(property.Key, Trim(property.Value)))),
        _ => node?.DeepClone(),
    };
}
