using System.Text.Json;

namespace Spotter.Captions;

/// <summary>Finds posts in JSON of many shapes, by the names that those who write such files have in common.</summary>
internal static class PostWalker
{
    private static readonly string[] Accounts = ["account", "username", "handle"];
    private static readonly string[] Owners = ["owner", "user"];
    private static readonly string[] Texts = ["text", "node", "edges"];
    private static readonly string[] Ids = ["id", "shortcode", "pk", "code"];

    private static readonly string[] Containers =
    [
        "node", "edges", "data", "posts", "media", "items", "GraphImages", "business_discovery", "edge_owner_to_timeline_media",
    ];

    /// <summary>Adds every post below an element.</summary>
    /// <param name="element">Anything.</param>
    /// <param name="account">Whose posts they are, where they do not say it themselves.</param>
    /// <param name="gathered">Receives them.</param>
    /// <returns>False where there is none.</returns>
    public static bool Walk(JsonElement element, string account, GatheredCaptions gathered)
    {
        if (element.ValueKind == JsonValueKind.Array)
            return element.EnumerateArray().Aggregate(false, (any, inner) => Walk(inner, account, gathered) | any);
        if (element.ValueKind != JsonValueKind.Object)
            return false;

        var whose = AccountOf(element) ?? account;
        if (TextOf(element, "label") is { Length: > 0 } label && AccountOf(element) is not null)
            gathered.AddLabel(whose, label);
        if (CaptionsOf(element) is { } captions)
        {
            gathered.Add(whose, IdOf(element), captions);
            return true;
        }

        var inside = Containers.Where(name => element.TryGetProperty(name, out _)).ToList();
        if (inside.Count > 0)
            return inside.Aggregate(false, (any, name) => Walk(element.GetProperty(name), whose, gathered) | any);
        return IsPost(element) ? AddWithout(whose, element, gathered) : WalkByAccount(element, gathered);
    }

    private static bool AddWithout(string account, JsonElement post, GatheredCaptions gathered)
    {
        gathered.Add(account, IdOf(post), [null]);
        return true;
    }

    // { "dave": ["Soup!", ...], "ann": [...] }
    private static bool WalkByAccount(JsonElement element, GatheredCaptions gathered)
    {
        var any = false;
        foreach (var entry in element.EnumerateObject().Where(entry => entry.Value.ValueKind == JsonValueKind.Array))
            if (entry.Value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String))
            {
                gathered.Add(entry.Name, id: null, entry.Value.EnumerateArray().Select(one => one.GetString()));
                any = true;
            }
            else
            {
                any |= Walk(entry.Value, entry.Name, gathered);
            }

        return any;
    }

    // The caption is left out where a post has none.
    private static bool IsPost(JsonElement element) => AccountOf(element) is not null && IdOf(element) is not null;

    private static IReadOnlyList<string?>? CaptionsOf(JsonElement element)
    {
        if (element.TryGetProperty("captions", out var captions) && captions.ValueKind == JsonValueKind.Array)
            return [.. captions.EnumerateArray().Select(
                one => one.ValueKind == JsonValueKind.String ? one.GetString() : TextOf(one, "caption"))];
        if (element.TryGetProperty("edge_media_to_caption", out var edges))
            return [FindText(edges)];
        return element.TryGetProperty("caption", out var caption) ? [FindText(caption)] : null;
    }

    // "Soup!", { "text": "Soup!" } or { "edges": [{ "node": { "text": "Soup!" } }] }
    private static string? FindText(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Array => element.EnumerateArray().Select(FindText).FirstOrDefault(text => text is not null),
        JsonValueKind.Object => Texts
            .Select(name => element.TryGetProperty(name, out var inner) ? FindText(inner) : null)
            .FirstOrDefault(text => text is not null),
        _ => null,
    };

    private static string? AccountOf(JsonElement element) =>
        Accounts.Select(name => TextOf(element, name)).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text))
        ?? Owners.Select(name => element.TryGetProperty(name, out var owner) ? TextOf(owner, "username") : null)
            .FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));

    private static string? IdOf(JsonElement element) => Ids
        .Select(name => element.TryGetProperty(name, out var id) && id.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? id.ToString() : null)
        .FirstOrDefault(id => id is not null);

    private static string? TextOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
