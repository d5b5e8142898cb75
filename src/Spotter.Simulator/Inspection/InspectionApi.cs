using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Spotter.Simulator.Accounts;
using Spotter.Simulator.Protocol;
using Spotter.Simulator.Scenarios;
using Spotter.Simulator.Slack;

namespace Spotter.Simulator.Inspection;

/// <summary>What the simulator did so far, and a way to make an account post, below <c>/sim/</c>.</summary>
internal sealed class InspectionApi(SimulatorHost host, AccountBook book)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sim/slack/messages", context => WriteAsync(context, host.Slack.Messages));
        routes.MapGet("/sim/slack/repeated", context => WriteAsync(context, host.Slack.Repeated));
        routes.MapGet("/sim/calls", context => Reply.JsonAsync(context, 200, WriteCalls));
        routes.MapPost("/sim/accounts/{source}/{handle}/posts", PostAsync);
    }

    private static Task WriteAsync(HttpContext context, IReadOnlyList<SlackMessage> messages) =>
        Reply.JsonAsync(context, 200, json => JsonSerializer.Serialize(json, messages, InspectionJson.Default.IReadOnlyListSlackMessage));

    private void WriteCalls(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("accounts");
        foreach (var account in book.Accounts)
            json.WriteNumber($"{account.Script.Source}:{account.Handle}", account.Calls);
        json.WriteEndObject();
        json.WriteStartObject("slack");
        foreach (var (method, count) in host.Slack.Calls.OrderBy(call => call.Key, StringComparer.Ordinal))
            json.WriteNumber(method, count);
        json.WriteEndObject();
        json.WriteNumber("clarifai", host.Clarifai.Calls);
        json.WriteStartObject("outages");
        foreach (var (outage, count) in host.Calls.Outages)
            json.WriteNumber(outage, count);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private async Task PostAsync(HttpContext context)
    {
        try
        {
            var post = await JsonSerializer.DeserializeAsync(context.Request.Body, ScenarioJson.Default.PostScript, context.RequestAborted) ?? new PostScript();
            var id = host.Post(context.Request.RouteValues["source"]!.ToString()!, context.Request.RouteValues["handle"]!.ToString()!, post);
            await Reply.TextAsync(context, 201, id);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            await Reply.TextAsync(context, 400, e.Message);
        }
    }
}
