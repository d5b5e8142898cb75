using Spotter.Accounts;
using Spotter.Contracts.Scanning;
using Spotter.FunctionsApp.Orchestration;
using Spotter.Simulator.Drawing;
using Spotter.Simulator.Scenarios;
using Xunit.Abstractions;

namespace Spotter.FunctionsApp.HostTests;

/// <summary>What the task hub asks of the storage account, beside what docs/azure.md makes a bill of.</summary>
public sealed class TaskHubOperationsTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Bakery = "operations_bakery";
    private const string Monitor = "monitor-instagram";
    private const int OldScans = 10;

    private static readonly TimeSpan MaxLook = TimeSpan.FromMinutes(2);

    private readonly RunningApp _app = new(new Scenario
    {
        Pictures = new PictureScript { Width = 320 },
        Slack = new SlackScript { FileReadySeconds = 0 },
        Accounts = [Shop.WithBoards(Bakery, 1)],
    });

    public Task InitializeAsync() => _app.InitializeAsync();

    public Task DisposeAsync()
    {
        foreach (var line in _app.Log.Lines)
            output.WriteLine(line);
        return _app.DisposeAsync();
    }

    [Fact]
    public async Task Scans_and_the_removal_of_their_histories_cost_what_the_page_about_Azure_says()
    {
        using var operations = new StorageOperations(_app.ConnectionString);
        var account = await _app.WatchAsync(Shop.AlwaysDue(Bakery));

        // The first look of all makes the tables, too.
        await LookAsync(account, scans: 1, operations);
        var nothing = await LookAsync(account, scans: 2, operations);
        AssertCosts(new TaskHubCost(Scans: 1, Batches: 1, Activities: 3, Timers: 0, Turns: 4), nothing, "nothing new");

        _app.Simulator.Post("instagram", Bakery, new PostScript { Pictures = [PictureKind.SpecialsBoard] });
        var before = await CountStepsAsync();
        var post = await LookAsync(account, scans: 3, operations);
        var after = await CountStepsAsync();
        AssertCosts(
            new TaskHubCost(1, 1, after.Activities - before.Activities, after.Timers - before.Timers, after.Turns - before.Turns),
            post,
            "one post with an alert");

        await AssertRemovalCostsAsync(operations);
    }

    private async Task AssertRemovalCostsAsync(StorageOperations operations)
    {
        var id = await _app.Hub.FindInstanceAsync($"scan-instagram:{Bakery}", CancellationToken.None);
        await _app.Hub.CopyAsync(
            id,
            Enumerable.Range(0, OldScans).Select(n => $"old-{n}"),
            TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(8),
            CancellationToken.None);
        operations.Take();

        await _app.Host.FireTimerAsync(nameof(HistoryPurge));

        var counted = operations.Take();
        var expected = new TaskHubCost(OldScans, 0, 0, 0, 0);
        // One looks for what is old.
        Assert.Equal(1 + expected.RemovalTableOperations, counted.Count(one => one.IsOfTable));
        Assert.Equal(expected.RemovalBlobLists, counted.Count(one => one.IsBlobList));
    }

    private async Task<IReadOnlyList<StorageOperation>> LookAsync(AccountId account, int scans, StorageOperations operations)
    {
        operations.Take();
        await Eventually.HoldsAsync($"scan {scans} ended, and the monitor that began it", MaxLook, async () =>
        {
            if (!await _app.Hub.IsAtRestAsync(Monitor, CancellationToken.None))
                return false;
            if ((await _app.State.ListScansAsync(account)).Count == scans)
                return true;

            // Within the second of the look before, nothing is due, and nothing is begun.
            await _app.Host.FireTimerAsync("MonitorTimer");
            return false;
        });
        return operations.Take();
    }

    private void AssertCosts(TaskHubCost expected, IReadOnlyList<StorageOperation> counted, string what)
    {
        var (tables, queues) = (counted.Count(one => one.IsOfTable), counted.Count(one => one.ChangesQueue));
        output.WriteLine(
            $"{what}: {tables} table operations of {expected.TableOperations}, {queues} changes of queues of {2 * expected.Messages}, "
                + $"{counted.Count(one => one.IsPoll)} looks into queues");

        // Answers that come together are one turn, and a message that comes before its history is written is put back. How often
        // a queue is looked into follows the time that a step takes.
        Assert.InRange(tables, 0.8 * expected.TableOperations, 1.2 * expected.TableOperations);
        Assert.InRange(queues, 0.9 * 2 * expected.Messages, 1.1 * 2 * expected.Messages);
    }

    private async Task<(int Activities, int Timers, int Turns)> CountStepsAsync()
    {
        var steps = await _app.Hub.CountEventsAsync("scan-", CancellationToken.None);
        return (Of("TaskScheduled"), Of("TimerCreated"), Of("OrchestratorStarted"));

        int Of(string type) => steps.GetValueOrDefault(type);
    }
}
