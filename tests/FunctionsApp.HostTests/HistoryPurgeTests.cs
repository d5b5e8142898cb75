using Spotter.FunctionsApp.Orchestration;
using Spotter.Scanning;
using Spotter.Simulator.Scenarios;
using Xunit.Abstractions;

namespace Spotter.FunctionsApp.HostTests;

/// <summary>What the engine keeps of orchestrations that ended.</summary>
public sealed class HistoryPurgeTests(RunningApp app, ITestOutputHelper output) : AppTest(app, output)
{
    private const string Bakery = "purge_bakery";
    private const string Old = "scan-old";
    private const string Young = "scan-young";

    internal static IEnumerable<AccountScript> Accounts => [Shop.WithOneBoard(Bakery)];

    [Fact]
    public async Task The_history_of_a_scan_is_removed_a_week_after_it_was_begun()
    {
        var account = await App.WatchAsync(Shop.ToBeAskedFor(Bakery));
        await App.Api.RescanAsync(account);
        await CopyAsync(ScanAccount.InstanceIdOf(account), Old, age: TimeSpan.FromDays(8));
        await CopyAsync(ScanAccount.InstanceIdOf(account), Young, age: TimeSpan.FromDays(6));

        await App.Host.FireTimerAsync(nameof(HistoryPurge));

        Assert.Equal((0, 0), await CountAsync(Old));
        var (young, rows) = await CountAsync(Young);
        Assert.Equal(1, young);
        Assert.NotEqual(0, rows);
    }

    private Task CopyAsync(string id, string copy, TimeSpan age) =>
        App.Hub.CopyAsync(id, [copy], TimeProvider.System.GetUtcNow() - age, CancellationToken.None);

    private async Task<(int Instances, int Rows)> CountAsync(string id) =>
        (await App.Hub.CountInstancesAsync(id, CancellationToken.None), await App.Hub.CountHistoriesAsync(id, CancellationToken.None));
}
