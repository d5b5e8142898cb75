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

        var request = new MonitorRequest([.. accounts.Select(account => new ScanRequest(account))], Parallel: 2);
        var startedAt = world.Time.GetUtcNow();
        using var context = new RecordingContext("monitor", world.Get<ActivityRegistry>(), world.Time);
        var summary = context.Run(MonitorAccounts.Definition, request);

        Assert.Equal(new Dictionary<ScanOutcome, int> { [ScanOutcome.Completed] = 3, [ScanOutcome.Failed] = 1 }, summary.Scans);
        Assert.Equal(3, summary.Counts.Alerts);
        context.History.ReplayFromEachAwait(MonitorAccounts.Definition, request, "monitor", startedAt);
    }
}
