using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Spotter.Simulator.Accounts;
using Spotter.Simulator.Protocol;
using Spotter.Simulator.Scenarios;

namespace Spotter.Simulator.Instagram;

/// <summary>Replays recorded pages as they are, but for picture addresses and cursors, which become the simulator's.</summary>
internal sealed class RecordedPages
{
    private readonly Dictionary<SimulatedAccount, List<JsonNode>> _pages = [];
    private readonly Dictionary<SimulatedAccount, JsonNode> _profiles = [];
    private readonly ConcurrentDictionary<(SimulatedAccount, int), string> _written = new();

    public RecordedPages(AccountBook book)
    {
        foreach (var account in book.Accounts.Where(account => account.Script.Recorded.Count > 0))
            Load(account);
    }

    /// <summary>Answers with a page, from 1; beyond the last with the last again.</summary>
    public Task WriteAsync(HttpContext context, SimulatedAccount account, int page)
    {
        var number = Math.Min(page, _pages[account].Count);
        var body = _written.GetOrAdd((account, number), _ => Prepare(_pages[account], number - 1));
        return Reply.TextAsync(context, 200, WithBase(body, context), "application/json; charset=utf-8");
    }

    /// <summary>Answers with the recorded profile; false where none was recorded.</summary>
    public async Task<bool> TryWriteProfileAsync(HttpContext context, SimulatedAccount account)
    {
        if (!_profiles.TryGetValue(account, out var profile))
            return false;

        var body = _written.GetOrAdd((account, 0), _ => Prepare([profile], 0, SimulatedId(account)));
        await Reply.TextAsync(context, 200, WithBase(body, context), "application/json; charset=utf-8");
        return true;
    }

    /// <summary>How many pages an account replays.</summary>
    public int Count(SimulatedAccount account) => _pages.TryGetValue(account, out var pages) ? pages.Count : 0;

    private void Load(SimulatedAccount account)
    {
        var pages = _pages[account] = [];
        foreach (var path in account.Script.Recorded)
            foreach (
                var file in Directory.Exists(path)
                    ? Directory.GetFiles(path, "*.json").Order(StringComparer.Ordinal)
                    : Enumerable.Repeat(path, 1)
            )
                LoadFile(account, pages, file, required: file == path);

        if (pages.Count == 0)
            throw new ScenarioException(
                $"{account.Handle} is to replay {string.Join(", ", account.Script.Recorded)}, but no recorded page of posts is there.");
    }

    private void LoadFile(SimulatedAccount account, List<JsonNode> pages, string file, bool required)
    {
        var node = ReadJson(file);
        if (node?["data"]?["user"]?["username"] is not null)
            _profiles[account] = node;
        else if (HoldsPosts(node))
            pages.Add(node!);
        else if (required)
            throw new ScenarioException($"{file} is to be replayed for {account.Handle}, but holds no posts.");
    }

    private static JsonNode? ReadJson(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(file));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool HoldsPosts(JsonNode? node) =>
        node is JsonObject
        && (node["business_discovery"]?["media"]?["data"] is JsonArray
            || EdgesOf(node)?["edges"] is JsonArray { Count: > 0 }
            || node["items"] is JsonArray
            || node["feed_items"] is JsonArray);

    private static JsonNode? EdgesOf(JsonNode node) => node["data"]?["user"]?["edge_owner_to_timeline_media"];

    private static string Prepare(List<JsonNode> pages, int index, string? userId = null)
    {
        var page = pages[index].DeepClone();
        RewriteAddresses(page);
        var next = userId is not null ? PageSlice.WriteCursor(1, 0) : index + 1 < pages.Count ? PageSlice.WriteCursor(index + 2, 1) : null;
        RewriteCursors(page, next);
        if (userId is not null)
            page["data"]!["user"]!["id"] = userId;
        return page.ToJsonString();
    }

    private static void RewriteCursors(JsonNode page, string? next)
    {
        if (page["business_discovery"]?["media"] is JsonObject media)
            media["paging"] = new JsonObject { ["cursors"] = next is null ? new JsonObject() : new JsonObject { ["after"] = next } };

        if (EdgesOf(page)?["page_info"] is JsonObject info)
        {
            info["has_next_page"] = next is not null;
            info["end_cursor"] = next;
        }

        if (page is not JsonObject root || root["more_available"] is null)
            return;

        root["more_available"] = next is not null;
        root.Remove("next_max_id");
        if (next is not null)
            root["next_max_id"] = next;
    }

    private static void RewriteAddresses(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
                RewriteAddresses(item);
            return;
        }

        if (node is not JsonObject owner)
            return;

        foreach (var (name, value) in owner.ToList())
        {
            if (value is JsonValue && value.GetValueKind() == JsonValueKind.String && Rewrite(value.GetValue<string>()) is { } address)
                owner[name] = address;
            else
                RewriteAddresses(value);
        }
    }

    private static string? Rewrite(string text)
    {
        if (!text.StartsWith("http", StringComparison.Ordinal) || !Uri.TryCreate(text, UriKind.Absolute, out var address))
            return null;
        if (!address.Host.EndsWith("cdninstagram.com", StringComparison.Ordinal) && !address.Host.EndsWith(
            "fbcdn.net", StringComparison.Ordinal))
            return null;

        var seed = StableHash.Of(address.AbsolutePath, 0) % int.MaxValue;
        var extension = address.AbsolutePath.EndsWith(".mp4", StringComparison.Ordinal) ? "mp4" : "jpg";
        return string.Create(CultureInfo.InvariantCulture, $"{{base}}/pictures/recorded/{seed}.{extension}");
    }

    private static string WithBase(string body, HttpContext context) =>
        body.Replace("{base}", $"{context.Request.Scheme}://{context.Request.Host}", StringComparison.Ordinal);

    private static string SimulatedId(SimulatedAccount account) => account.Id.ToString(CultureInfo.InvariantCulture);
}
