using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Spotter.Simulator.Clarifai;

/// <summary>What a call asks: pictures as base64, and perhaps certain concepts.</summary>
/// <param name="Pictures">The bytes of each input; null for one that holds none.</param>
/// <param name="Concepts">The concepts that are asked for, by id or name; empty for the best ones.</param>
internal sealed record ClarifaiQuestion(IReadOnlyList<byte[]?> Pictures, IReadOnlyList<string> Concepts)
{
    /// <summary>Reads a call; null where it is no JSON.</summary>
    public static async Task<ClarifaiQuestion?> ReadAsync(HttpContext context)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            return new ClarifaiQuestion([.. ReadPictures(json.RootElement)], [.. ReadConcepts(json.RootElement)]);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<byte[]?> ReadPictures(JsonElement root)
    {
        if (Find(root, "inputs") is not { ValueKind: JsonValueKind.Array } inputs)
            yield break;

        foreach (var input in inputs.EnumerateArray())
            yield return Find(input, "data", "image", "base64") is { ValueKind: JsonValueKind.String } text
            && text.TryGetBytesFromBase64(out var bytes)
                ? bytes
                : null;
    }

    private static IEnumerable<string> ReadConcepts(JsonElement root)
    {
        if (Find(root, "model", "output_info", "output_config", "select_concepts") is not { ValueKind: JsonValueKind.Array } concepts)
            yield break;

        foreach (var concept in concepts.EnumerateArray())
            if ((Find(concept, "name") ?? Find(concept, "id"))?.GetString() is { } name)
                yield return name;
    }

    private static JsonElement? Find(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        return element;
    }
}
