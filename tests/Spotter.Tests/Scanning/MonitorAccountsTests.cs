using System.Globalization;
using Spotter.Accounts;
using Spotter.Orchestration;
using Spotter.Scanning;
using Spotter.Tests.Orchestration;

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
        object? next = new MonitorRequest { Source = "scripted", Parallel = 8 };
        do
        {
            var request = (MonitorRequest)next;
            var startedAt = world.Time.GetUtcNow();
            using var context = new RecordingContext("monitor-scripted", world.Get<ActivityRegistry>(), world.Time);
            summary = context.Run(MonitorAccounts.Definition, request);
            context.History.ReplayFromEachAwait(MonitorAccounts.Definition, request, "monitor-scripted", startedAt);
            next = context.Next;
            runs++;
        }
        while (next is not null);

        Assert.Equal(3, runs);
        Assert.Equal(new Dictionary<ScanOutcome, int> { [ScanOutcome.Completed] = Accounts }, summary.Scans);
        Assert.Equal(Accounts, summary.Counts.Classified);
    }

    [Theory]
    [InlineData("th-TH")]
    [InlineData("ar-SA")]
    public async Task The_ids_of_scans_are_the_same_in_every_culture(string name)
    {
        await using var world = new ScanWorld();
        await world.WatchAsync("a");
        using var context = new RecordingContext("monitor-scripted", world.Get<ActivityRegistry>(), world.Time);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(name);
            context.Run(MonitorAccounts.Definition, new MonitorRequest { Source = "scripted", Parallel = 1 });
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        Assert.Contains(context.Asked, question => question.StartsWith(
            "orchestration ScanAccount scan-scripted:a@20260302T110000 ", StringComparison.Ordinal));
    }
}
