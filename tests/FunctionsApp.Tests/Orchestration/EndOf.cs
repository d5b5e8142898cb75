using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Accounts;
using Spotter.Posts;
using Spotter.Scanning;
using Spotter.Simulator;
using Spotter.Watching;

namespace Spotter.FunctionsApp.Tests.Orchestration;

/// <summary>Says in lines of text how a run ended: the state of every account, and what Slack got.</summary>
internal static class EndOf
{
    public static async Task<List<string>> DescribeAsync(IServiceProvider services, SimulatorHost simulator)
    {
        var lines = new List<string>();
        await foreach (var watch in services.GetRequiredService<WatchRepository>().ListAsync(error => throw error, CancellationToken.None))
            lines.AddRange(await DescribeAsync(services, watch.Account));
        lines.AddRange(simulator.Slack.Messages.Select(message => $"message {AlertIdOf(message.Metadata)}").Order(StringComparer.Ordinal));
        return lines;
    }

    private static async Task<IEnumerable<string>> DescribeAsync(IServiceProvider services, AccountId account)
    {
        var posts = services.GetRequiredService<PostRepository>();
        var alerts = services.GetRequiredService<AlertRepository>();
        var scans = await services.GetRequiredService<ScanRepository>().ListAsync(account, CancellationToken.None).ToListAsync();
        return
        [
            .. scans.Select(scan => $"{account} scan {scan.Outcome} {scan.Failure} {scan.Pages} {scan.Counts}"),
            // The pixels differ a little between decoders, and with them the scores; the pictures and the best labels do not.
            .. (await posts.ListAsync(account, CancellationToken.None).ToListAsync()).Select(post =>
                $"{account} post {post.Post.Id} {post.Stage} {string.Join(",", post.Pictures.Select(Describe))}"
            ),
            .. (await alerts.ListAsync(account, CancellationToken.None).ToListAsync()).Select(alert =>
                $"{account} alert {alert.Message.Id} {alert.Stage} {alert.Channel}"
            ),
            $"{account} left over {await posts.ListToDoAsync(account, CancellationToken.None).CountAsync()}",
        ];
    }

    private static string Describe(PictureRecord picture) => $"{picture.Id} {(picture.Scores is [var best, ..] ? best.Label : "")}";

    private static string? AlertIdOf(JsonElement? metadata) => metadata?.GetProperty("event_payload").GetProperty("id").GetString();
}
