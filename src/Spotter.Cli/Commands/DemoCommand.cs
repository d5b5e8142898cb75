using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Cli.Output;
using Spotter.Cli.Settings;
using Spotter.Local.Orchestration;
using Spotter.Posts;
using Spotter.Reading;
using Spotter.Scanning;
using Spotter.Simulator;
using Spotter.Simulator.Scenarios;
using Spotter.Vision.Decoding;
using Spotter.Watching;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter demo</c></summary>
internal static class DemoCommand
{
    private const string Model = "specials-board";
    private const string Label = "specials-board";

    // What a board must offer where a reader is installed.
    private const string Soup = "chowder";

    // Nobody watches --once: its minute need not take one.
    private const double OnceSpeed = 3;

    public static Command Create(Terminal terminal)
    {
        var once = new Option<bool>("--once")
        {
            Description = "End by itself when the minute is over and everything is done; three times as fast",
        };
        var json = new Option<bool>("--json") { Description = "With --once, print the counts as JSON" };
        var command = new Command("demo", """
            Watch simulated accounts for a minute: posts appear, pictures are classified, alerts arrive in a simulated Slack.
            The pages show it all until you end it.

            Nothing leaves this machine, and nothing is left on it.

            Examples:
              spotter demo
              spotter demo --once --json
            """) { once, json };
        command.SetAction((result, cancellationToken) => RunAsync(
            terminal, result.GetValue(once), result.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, bool once, bool json, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("spotter-demo-");
        try
        {
            TimeProvider time = once ? new ScaledTimeProvider(OnceSpeed) : TimeProvider.System;
            var began = time.GetUtcNow();
            await using var simulator = await SimulatorHost.StartAsync(
                BuiltInScenarios.Load("demo"), new SimulatorOptions(), new VipsPictureRenderer(), time, cancellationToken);
            await using var host = CommandHost.Open(SettingsFor(simulator, folder), terminal, time, json);
            await AddWatchesAsync(host, simulator.Scenario, began, cancellationToken);
            terminal.Note(
                $"Simulated Instagram and Slack run at {simulator.BaseAddress}; what Slack received: "
                    + $"{simulator.BaseAddress}sim/slack/messages"
            );
            terminal.Note("Two of its accounts, invite_only_bistro and closed_last_year, cannot be read: that is on purpose.");
            if (Reads(host))
                terminal.Note($"A reader is installed: an alert comes of boards that offer {Soup}, and of no others.");
            terminal.Note(once ? "This ends by itself." : "Posts appear for a minute. Ctrl-C ends.");
            await using var site = once ? null : await host.StartSiteAsync(terminal, cancellationToken);

            var interrupted = await WatchAsync(host, terminal, simulator, once, cancellationToken);
            var counts = await CountAsync(host, CancellationToken.None);
            if (json)
                terminal.Json(counts, CliJson.Default.ScanCounts);
            else
                terminal.Line(
                    $"In all: {ScanLines.Describe(counts)}. Slack received {simulator.Slack.Messages.Count} messages, "
                        + $"{simulator.Slack.Repeated.Count} of them twice."
                );
            return interrupted && once ? ExitCode.Interrupted : ExitCode.Success;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IConfigurationRoot SettingsFor(SimulatorHost simulator, DirectoryInfo folder) => new ConfigurationBuilder()
        .AddInMemoryCollection(SimulatorSettings.For(simulator))
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["State:Path"] = Path.Combine(folder.FullName, "spotter.db"),
            ["Pictures:Folder"] = Path.Combine(folder.FullName, "pictures"),
            ["Models:BuiltInFolder"] = SettingsFile.BuiltInModels,
            ["Watching:Model"] = Model,
            ["Watching:Schedule"] = "*/5 * * * * *",
            ["Scanning:BackoffMultiplier"] = "2",
            ["Scanning:PostRetryDelay"] = "0.5",
            ["Scanning:GiveUpAfter"] = "00:00:10",
        })
        .Build();

    // The watches begin with the scenario, however long this machine takes to load the model: the first posts come after three seconds.
    private static async Task AddWatchesAsync(
        CommandHost host, Scenario scenario, DateTimeOffset began, CancellationToken cancellationToken)
    {
        var condition = Reads(host) ? $"{Label} and words has {Soup}" : Label;
        var make = await host.Get<WatchMaker>().MakeAsync(
            null, null, null, [$"{condition} -> {SimulatorSettings.Channel}", $"{condition} -> console"], cancellationToken);
        foreach (var account in scenario.Accounts)
            await host.Get<WatchRepository>().TryAddAsync(
                make(AccountId.Parse($"{account.Source}:{account.Handle}")) with { Since = began }, cancellationToken);
    }

    private static bool Reads(CommandHost host) => host.Get<IReaderStatus>().FindProblem() is null;

    private static async Task<bool> WatchAsync(
        CommandHost host, Terminal terminal, SimulatorHost simulator, bool once, CancellationToken cancellationToken)
    {
        using var observer = new ScanObserver(
            host.Get<LocalOrchestrator>(), terminal, static _ => { }, showWaits: true, host.Get<TimeProvider>());
        var scheduler = host.Get<WatchScheduler>();
        await scheduler.StartAsync(CancellationToken.None);
        try
        {
            await Task.Delay(
                once ? TimeSpan.FromSeconds(simulator.Scenario.Seconds ?? 0) : Timeout.InfiniteTimeSpan,
                host.Get<TimeProvider>(),
                cancellationToken
            );
            await WaitUntilSettledAsync(host, cancellationToken);
            return false;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return true;
        }
        finally
        {
            await scheduler.StopAsync(CancellationToken.None);
        }
    }

    private static async Task WaitUntilSettledAsync(CommandHost host, CancellationToken cancellationToken)
    {
        var posts = host.Get<PostRepository>();
        var accounts = await host.Get<WatchRepository>()
            .ListAsync(error => throw error, cancellationToken)
            .Select(watch => watch.Account)
            .ToListAsync(cancellationToken);
        foreach (var account in accounts)
            while (await posts.ListToDoAsync(account, cancellationToken).AnyAsync(cancellationToken))
                await Task.Delay(TimeSpan.FromSeconds(1), host.Get<TimeProvider>(), cancellationToken);
    }

    private static async Task<ScanCounts> CountAsync(CommandHost host, CancellationToken cancellationToken)
    {
        var counts = new ScanCounts();
        await foreach (var watch in host.Get<WatchRepository>().ListAsync(error => throw error, cancellationToken))
        {
            await foreach (var post in host.Get<PostRepository>().ListAsync(watch.Account, cancellationToken))
                counts += new ScanCounts
                {
                    Posts = 1,
                    Pictures = post.Pictures.Count(picture => picture.Id is not null),
                    Classified = post.Pictures.Count(picture => picture.Scores.Count > 0),
                    Failed = post.Stage == PostStage.Failed ? 1 : 0,
                };

            // What goes to two channels is one board.
            var alerts = await host.Get<AlertRepository>().ListAsync(watch.Account, cancellationToken).ToListAsync(cancellationToken);
            counts += new ScanCounts { Alerts = CountBoards(alerts, AlertStage.Sent), Failed = CountBoards(alerts, AlertStage.Failed) };
        }

        return counts;
    }

    private static int CountBoards(IEnumerable<AlertRecord> alerts, AlertStage stage) =>
        alerts.Where(alert => alert.Stage == stage).DistinctBy(alert => (alert.PostKey, alert.Message.Label)).Count();
}
