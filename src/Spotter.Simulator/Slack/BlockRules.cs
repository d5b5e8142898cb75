using System.Text.Json;

namespace Spotter.Simulator.Slack;

/// <summary>Slack's rules for blocks (docs.slack.dev/reference/block-kit/blocks).</summary>
internal static class BlockRules
{
    private const int MaxBlocks = 50;
    private const int SectionText = 3000;
    private const int HeaderText = 150;
    private const int AltText = 2000;
    private const int ImageAddress = 3000;
    private const int MaxContextElements = 10;

    /// <summary>The first thing that is wrong with the blocks, in Slack's way of putting it; null where nothing is.</summary>
    /// <param name="blocks">The array as it was sent.</param>
    /// <param name="isReady">Whether a file can be used.</param>
    public static string? FindError(JsonElement blocks, Func<string, bool> isReady)
    {
        if (blocks.ValueKind != JsonValueKind.Array)
            return "must be an array [json-pointer:/blocks]";
        if (blocks.GetArrayLength() > MaxBlocks)
            return $"no more than {MaxBlocks} items allowed [json-pointer:/blocks]";

        var index = 0;
        foreach (var block in blocks.EnumerateArray())
            if (FindBlockError(block, $"/blocks/{index++}", isReady) is { } error)
                return error;

        return null;
    }

    /// <summary>The ids of the files that blocks show.</summary>
    public static IReadOnlyList<string> FilesOf(JsonElement? blocks) =>
        blocks is not { ValueKind: JsonValueKind.Array } array
            ? []
            : [.. array.EnumerateArray().Where(block => block.TryGetProperty("slack_file", out _)).Select(
                block => block.GetProperty("slack_file").GetProperty("id").GetString()!)];

    private static string? FindBlockError(JsonElement block, string at, Func<string, bool> isReady) => Text(block, "type") switch
    {
        "section" => FindSectionError(block, at, isReady),
        "header" => FindTextError(block, at, HeaderText, plainOnly: true),
        "image" => FindImageError(block, at, isReady),
        "context" => FindContextError(block, at, isReady),
        "divider" or "actions" or "rich_text" or "markdown" => null,
        null => $"missing required field: type [json-pointer:{at}]",
        var type => $"unsupported type: {type} [json-pointer:{at}/type]",
    };

    private static string? FindSectionError(JsonElement block, string at, Func<string, bool> isReady)
    {
        var hasFields = block.TryGetProperty("fields", out _);
        if (!hasFields && FindTextError(block, at, SectionText, plainOnly: false) is { } error)
            return error;

        return block.TryGetProperty("accessory", out var accessory) && Text(accessory, "type") == "image"
            ? FindImageError(accessory, at + "/accessory", isReady)
            : null;
    }

    private static string? FindContextError(JsonElement block, string at, Func<string, bool> isReady)
    {
        if (!block.TryGetProperty("elements", out var elements) || elements.ValueKind != JsonValueKind.Array)
            return $"missing required field: elements [json-pointer:{at}]";
        if (elements.GetArrayLength() is 0 or > MaxContextElements)
            return $"must have 1 to {MaxContextElements} items [json-pointer:{at}/elements]";

        foreach (var element in elements.EnumerateArray())
        {
            var error = Text(element, "type") == "image"
                ? FindImageError(element, at + "/elements", isReady)
                : FindTextObjectError(element, at + "/elements", SectionText, plainOnly: false);
            if (error is not null)
                return error;
        }

        return null;
    }

    private static string? FindTextError(JsonElement block, string at, int most, bool plainOnly) =>
        block.TryGetProperty("text", out var text)
            ? FindTextObjectError(text, at + "/text", most, plainOnly)
            : $"missing required field: text [json-pointer:{at}]";

    private static string? FindTextObjectError(JsonElement text, string at, int most, bool plainOnly)
    {
        var type = Text(text, "type");
        if (type != "plain_text" && (plainOnly || type != "mrkdwn"))
            return $"invalid text type [json-pointer:{at}/type]";

        return (Text(text, "text")?.Length ?? 0) switch
        {
            0 => $"must be more than 0 characters [json-pointer:{at}/text]",
            var length when length > most => $"must be less than {most + 1} characters [json-pointer:{at}/text]",
            _ => null,
        };
    }

    private static string? FindImageError(JsonElement image, string at, Func<string, bool> isReady)
    {
        var alt = Text(image, "alt_text");
        if (alt is null)
            return $"missing required field: alt_text [json-pointer:{at}]";
        if (alt.Length > AltText)
            return $"must be less than {AltText + 1} characters [json-pointer:{at}/alt_text]";

        var address = Text(image, "image_url");
        if (image.TryGetProperty("slack_file", out var file) == (address is not null))
            return $"one of image_url and slack_file is required [json-pointer:{at}]";
        if (address is not null)
            return FindAddressError(address, at);

        return file.ValueKind == JsonValueKind.Object && Text(file, "id") is { } id && isReady(id)
            ? null
            : $"invalid slack file [json-pointer:{at}/slack_file]";
    }

    private static string? FindAddressError(string address, string at) =>
        address.Length <= ImageAddress && Uri.TryCreate(address, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https"
            ? null
            : $"invalid image_url [json-pointer:{at}/image_url]";

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
