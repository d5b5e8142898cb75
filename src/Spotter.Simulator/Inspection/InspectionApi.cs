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
        routes.MapGet("/sim/calls", context => Reply.JsonAsync(context, 200, CountCalls(), InspectionJson.Default.CallCounts));
        routes.MapPost("/sim/accounts/{source}/{handle}/posts", PostAsync);
    }

    private static Task WriteAsync(HttpContext context, IReadOnlyList<SlackMessage> messages) =>
        Reply.JsonAsync(context, 200, messages, InspectionJson.Default.IReadOnlyListSlackMessage);

    private CallCounts CountCalls() => new(
        book.Accounts.ToDictionary(account => $"{account.Script.Source}:{account.Handle}", account => account.Calls),
        new SortedDictionary<string, int>(host.Slack.Calls.ToDictionary(), StringComparer.Ordinal),
        host.Clarifai.Calls,
        host.Calls.Outages);

    private async Task PostAsync(HttpContext context)
    {
        try
        {
            var post = await JsonSerializer.DeserializeAsync(context.Request.Body, ScenarioJson.Default.PostScript, context.RequestAborted);
            var route = context.Request.RouteValues;
            var id = host.Post(route["source"]!.ToString()!, route["handle"]!.ToString()!, post ?? new PostScript());
            await Reply.TextAsync(context, 201, id);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            await Reply.TextAsync(context, 400, e.Message);
        }
    }
}
