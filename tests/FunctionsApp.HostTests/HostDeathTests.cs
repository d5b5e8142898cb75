using System.Collections.Concurrent;
using Spotter.Alerting;
using Spotter.FunctionsApp.Azurite;
using Spotter.Posts;
using Spotter.Scanning;
using Spotter.Simulator;
using Spotter.Simulator.Scenarios;
using Spotter.Vision.Decoding;
using Xunit.Abstractions;

namespace Spotter.FunctionsApp.HostTests;

/// <summary>The machine is gone in the middle of a scan, and another one takes its place.</summary>
public sealed class HostDeathTests(AzuriteFixture azurite, ITestOutputHelper output) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string Bakery = "crash_bakery";
    private const int Boards = 12;
    private const int Killed = 128 + 9;

    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxRecovery = TimeSpan.FromMinutes(2);

    private readonly ConcurrentQueue<string> _log = [];
    private SimulatorHost _simulator = null!;
    private AppState _state = null!;

    public async Task InitializeAsync()
    {
        var scenario = new Scenario
        {
            Pictures = new PictureScript { Width = 320 },
            Slack = new SlackScript { FileReadySeconds = 0 },
            Accounts = [Shop.WithBoards(Bakery, Boards)],
        };
        _simulator = await SimulatorHost.StartAsync(scenario, null, new VipsPictureRenderer());
        _state = new AppState(azurite.ConnectionString, _simulator);
    }

    public async Task DisposeAsync()
    {
        await _simulator.DisposeAsync();
        foreach (var line in _log)
            output.WriteLine(line);
    }

    [Fact]
    public async Task Where_host_and_worker_die_in_the_middle_of_a_scan_all_is_done_within_two_minutes_of_the_next_start()
    {
        var settings = AppSettings.For(azurite.ConnectionString, _simulator);
        var watch = Shop.ToBeAskedFor(Bakery);
        using (var first = await HostProcess.StartAsync(settings, _log))
        using (var api = new AppApi(first.Address))
        {
            Assert.True(await _state.Watches.TryAddAsync(watch, CancellationToken.None));
            await api.PostAsync($"accounts/instagram/{Bakery}/rescan");
            await Eventually.HoldsAsync("an alert was sent", MaxWait, async () => (await _state.ListAlertsAsync(watch.Account)).Any(
                alert => alert.Stage == AlertStage.Sent));
            Assert.Equal(Killed, await first.KillAsync());
        }

        Assert.Contains(await _state.ListPostsAsync(watch.Account), post => post.Stage != PostStage.Done);

        using var second = await HostProcess.StartAsync(settings, _log);
        await Eventually.HoldsAsync("the scan ended", MaxRecovery, async () => (await _state.ListScansAsync(watch.Account)).Count > 0);

        // An alert that was on its way may be looked up after the scan; what is owed is the timer's, which nobody fires here.
        using var next = new AppApi(second.Address);
        await Eventually.HoldsAsync("nothing is owed", MaxRecovery, async () =>
        {
            if ((await _state.ListPostsAsync(watch.Account)).All(post => post.Stage == PostStage.Done))
                return await _state.Leases.FindOwnerAsync(watch.Account, CancellationToken.None) is null;

            await next.PostAsync($"accounts/instagram/{Bakery}/rescan");
            return false;
        });

        Assert.All(await _state.ListScansAsync(watch.Account), scan => Assert.Equal(ScanOutcome.Completed, scan.Outcome));
        await _state.AssertSettledAsync(watch.Account, Boards, Boards);
    }
}
