using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Spotter.Simulator;
using Spotter.Simulator.Scenarios;
using Spotter.Vision.Decoding;

namespace KillBench;

/// <summary>
/// One set-up: watchers are killed and started again at once while accounts post, then nobody is killed until nothing is owed, and then all
/// is counted.
/// </summary>
/// <param name="setup">The set-up.</param>
/// <param name="kills">How many kills.</param>
/// <param name="seed">Decides when to kill, and every chance of the simulator.</param>
public sealed class KillRun(KillSetup setup, int kills, int seed)
{
    private static readonly TimeSpan MaxStart = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxQuiet = TimeSpan.FromMinutes(10);

    private readonly ConcurrentQueue<string> _problems = [];

    public async Task<KillReport> RunAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        await using var simulator = await SimulatorHost.StartAsync(
            MakeScenario(), renderer: new VipsPictureRenderer(), cancellationToken: cancellationToken);
        var place = await KillPlace.MakeAsync(setup, simulator, cancellationToken);
        var feed = new PostFeed(simulator);
        await KillWhilePostingAsync(place, feed, cancellationToken);
        await SettleAsync(place, cancellationToken);
        return await ReportAsync(place, simulator, feed.Posts, clock, cancellationToken);
    }

    // The few drawings are such that the model knows each for what it is.
    private Scenario MakeScenario() => new()
    {
        Name = setup.Name,
        Seed = seed,
        Pictures = new PictureScript { Width = 320, Variants = 4 },
        Slack = setup.Slack,
        Outages = setup.PictureFaults,
        Accounts = [.. PostFeed.Accounts.Select(account => new AccountScript { Handle = account.Handle, Faults = setup.PageFaults })],
    };

    private async Task KillWhilePostingAsync(KillPlace place, PostFeed feed, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var posting = feed.RunAsync(setup.PostEvery, enough.Token);
        await Task.WhenAll(
            Enumerable.Range(0, setup.Watchers).Select(watcher => KillAgainAndAgainAsync(place, watcher, cancellationToken)));
        await enough.CancelAsync();
        await posting;
    }

    private async Task KillAgainAndAgainAsync(KillPlace place, int watcher, CancellationToken cancellationToken)
    {
        var chance = new Random(seed + watcher);
        for (var kill = watcher; kill < kills; kill += setup.Watchers)
        {
            using var process = SpotterProcess.Start(place, "watch");
            // Most are killed at work, however long this machine takes to start them.
            var isAtWork = chance.Next(4) > 0;
            var life = chance.NextDouble() * (isAtWork ? setup.MaxLife : MaxStart);
            if (await process.KillAsync(isAtWork, life, cancellationToken) is { } exitCode)
                _problems.Enqueue($"a watcher ended by itself with exit code {exitCode}");
        }
    }

    private async Task SettleAsync(KillPlace place, CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(MaxQuiet);
        try
        {
            while (!await IsWellAsync(place, bound.Token))
                await Task.Delay(TimeSpan.FromSeconds(1), bound.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            _problems.Enqueue($"after {MaxQuiet.TotalMinutes} minutes without a kill something is still owed");
        }
    }

    // A scan ends by itself, and says by its exit code whether anything is owed or lost.
    private static async Task<bool> IsWellAsync(KillPlace place, CancellationToken cancellationToken)
    {
        using var process = SpotterProcess.Start(place, ["scan", .. PostFeed.Accounts.Select(account => account.ToString())]);
        return await process.EndAsync(cancellationToken) == 0;
    }

    private async Task<KillReport> ReportAsync(
        KillPlace place, SimulatorHost simulator, IReadOnlyList<FedPost> posts, Stopwatch clock, CancellationToken cancellationToken)
    {
        var files = FileCheck.List(place);
        var arrivals = Arrivals.Of(posts, simulator.Slack.Messages);
        var state = await CheckStateAsync(place, posts, cancellationToken);
        var check = FileCheck.Of(place, files, state.Pictures);
        var integrity = FindIntegrity(place);
        string[] problems =
        [
            .. _problems,
            .. arrivals.Problems,
            .. state.Problems,
            .. check.Problems,
            .. integrity == "ok" ? [] : new[] { $"integrity: {integrity}" },
        ];
        if (problems.Length == 0)
            place.Delete();
        return new KillReport
        {
            Setup = setup.Name,
            Kills = kills,
            Posts = posts.Count,
            Wanted = arrivals.Wanted,
            Arrived = arrivals.Wanted - arrivals.Lost.Count,
            Twice = arrivals.Twice,
            Lost = arrivals.Lost.Count,
            LookUps = simulator.Slack.Calls.GetValueOrDefault("conversations.history"),
            Integrity = integrity,
            FilesLeft = check.Left.Count,
            Time = clock.Elapsed,
            Problems = problems,
            Folder = problems.Length == 0 ? null : place.Folder,
        };
    }

    private static async Task<StateCheck> CheckStateAsync(
        KillPlace place, IReadOnlyList<FedPost> posts, CancellationToken cancellationToken)
    {
        await using var state = place.OpenState();
        var check = new StateCheck(state, posts);
        await check.RunAsync(cancellationToken);
        return check;
    }

    private static string FindIntegrity(KillPlace place)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = place.State, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return (string)command.ExecuteScalar()!;
    }
}
