using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Spotter.Simulator.Slack;

/// <summary>A call's arguments, which Slack takes as JSON, as a form or in the query.</summary>
internal sealed class SlackArguments
{
    private readonly JsonElement _json;
    private readonly HttpRequest _request;
    private readonly IFormCollection? _form;

    private SlackArguments(HttpRequest request, JsonElement json, IFormCollection? form)
    {
        _request = request;
        _json = json;
        _form = form;
    }

    /// <summary>Reads the arguments; null where the body is not JSON although it says so.</summary>
    public static async Task<SlackArguments?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.HasFormContentType)
            return new SlackArguments(request, default, await request.ReadFormAsync(cancellationToken));
        if (request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
            return new SlackArguments(request, default, null);

        try
        {
            using var json = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellationToken);
            return json.RootElement.ValueKind == JsonValueKind.Object ? new SlackArguments(request, json.RootElement.Clone(), null) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>An argument as text; null where it is absent.</summary>
    public string? Text(string name)
    {
        if (_json.ValueKind == JsonValueKind.Object && _json.TryGetProperty(name, out var value))
            return value.ValueKind == JsonValueKind.Null ? null : value.ToString();
        if (_form is not null && _form.TryGetValue(name, out var field))
            return field.ToString();

        return _request.Query.TryGetValue(name, out var query) ? query.ToString() : null;
    }

    /// <summary>A structured argument, which a form carries as JSON text; null where it is absent or not JSON.</summary>
    public JsonElement? Structure(string name)
    {
        if (_json.ValueKind == JsonValueKind.Object)
            return _json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Object or JsonValueKind.Array
                ? value
                : null;
        if (Text(name) is not { } text)
            return null;

        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
