using Spotter.Orchestration;
using Spotter.Scanning;
using Spotter.Tests.Orchestration;
using Spotter.Watching;

namespace Spotter.Tests.Scanning;

public sealed class MonitorAccountsTests
{
    [Fact]
    public async Task One_account_that_fails_does_not_stop_the_others()
    {
        await using var world = new ScanWorld();
        var accounts = new List<AccountId>();
        foreach (var handle in new[] { "a", "missing", "b", "c" })
            accounts.Add(await world.WatchAsync(handle));
        foreach (var handle in new[] { "a", "b", "c" })
            world.Source.Add(handle, world.NewPost("1", 1, "board"));

        var request = new MonitorRequest { Scans = [.. accounts.Select(account => new ScanRequest(account))], Parallel = 2 };
        var startedAt = world.Time.GetUtcNow();
        using var context = new RecordingContext("monitor", world.Get<ActivityRegistry>(), world.Time);
        var summary = context.Run(MonitorAccounts.Definition, request);

        Assert.Equal(new Dictionary<ScanOutcome, int> { [ScanOutcome.Completed] = 3, [ScanOutcome.Failed] = 1 }, summary.Scans);
        Assert.Equal(3, summary.Counts.Alerts);
        context.History.ReplayFromEachAwait(MonitorAccounts.Definition, request, "monitor", startedAt);
    }

    [Fact]
    public async Task What_is_due_is_scanned_page_by_page_with_a_history_for_each_page()
    {
        const int Accounts = (2 * FindDueWatches.PageSize) + 3;
        await using var world = new ScanWorld();
        for (var n = 0; n < Accounts; n++)
        {
            await world.WatchAsync($"a{n:D4}");
            world.Source.Add($"a{n:D4}", world.NewPost("1", 1, "plate"));
        }

        var runs = 0;
        MonitorSummary summary;
        object? next = new MonitorRequest { Parallel = 8 };
        do
        {
            var request = (MonitorRequest)next;
            var startedAt = world.Time.GetUtcNow();
            using var context = new RecordingContext(MonitorAccounts.InstanceId, world.Get<ActivityRegistry>(), world.Time);
            summary = context.Run(MonitorAccounts.Definition, request);
            context.History.ReplayFromEachAwait(MonitorAccounts.Definition, request, MonitorAccounts.InstanceId, startedAt);
            next = context.Next;
            runs++;
        }
        while (next is not null);

        Assert.Equal(3, runs);
        Assert.Equal(new Dictionary<ScanOutcome, int> { [ScanOutcome.Completed] = Accounts }, summary.Scans);
        Assert.Equal(Accounts, summary.Counts.Classified);
    }

    [Fact]
    public async Task A_scan_that_takes_too_long_is_not_waited_for()
    {
        var now = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var context = new ReplayContext(MonitorAccounts.InstanceId, now);
        var quick = new ScanRequest(AccountId.Parse("scripted:quick"));
        var slow = new ScanRequest(AccountId.Parse("scripted:slow"));
        var monitor = MonitorAccounts.Definition.RunAsync(context, new MonitorRequest { Scans = [quick, slow], Parallel = 2, Patience = TimeSpan.FromMinutes(10) });
        Assert.Equal(["timer 2026-03-01T12:10:00.0000000+00:00", "orchestration", "orchestration"], context.Asked.Select((asked, index) => index == 0 ? asked : asked.Split(' ')[0]));

        var ended = new ScanSummary { Account = quick.Account, StartedAt = now, EndedAt = now };
        context.Give(new OrchestrationHistory.Answer(1, 3, now, ended, null));
        Assert.False(monitor.IsCompleted);
        context.Give(new OrchestrationHistory.Answer(0, 3, now.AddMinutes(10), null, null));

        Assert.True(monitor.IsCompletedSuccessfully);
        Assert.Equal(new Dictionary<ScanOutcome, int> { [ScanOutcome.Completed] = 1, [ScanOutcome.Running] = 1 }, (await monitor).Scans);
    }
}
