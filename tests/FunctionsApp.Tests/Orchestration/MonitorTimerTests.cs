using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Alerting;
using Spotter.Contracts;
using Spotter.FunctionsApp.Orchestration;
using Spotter.Scanning;
using Spotter.State;
using Spotter.Watching;

namespace Spotter.FunctionsApp.Tests.Orchestration;

public sealed class MonitorTimerTests : IAsyncLifetime
{
    private const string Shop = "davesfreshpasta";

    private ScanWorld _world = null!;
    private DurableHost _host = null!;

    public async Task InitializeAsync()
    {
        _world = await ScanWorld.StartAsync(ScanWorld.Shop(Shop));
        _host = await DurableHost.StartAsync(services => _world.AddAzure(services));
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task A_monitor_is_started_only_for_a_source_with_a_watch_that_is_due()
    {
        var account = await ScanWorld.WatchAsync(_host.Services, Shop);
        await _host.Services.GetRequiredService<WatchRepository>().UpdateAsync(
            account, watch => watch with { Schedule = "0 0 0 29 2 *" }, CancellationToken.None);

        await TickAsync();
        var summary = await _host.WaitAsync<MonitorSummary>(MonitorAccounts.InstanceIdOf("instagram"));
        Assert.Equal(1, summary.Scans[ScanOutcome.Completed]);
        Assert.Null(await _host.Client.GetInstanceAsync(MonitorAccounts.InstanceIdOf("instagram-web")));

        var first = await _host.Client.GetInstanceAsync(MonitorAccounts.InstanceIdOf("instagram"));
        await TickAsync();
        var second = await _host.Client.GetInstanceAsync(MonitorAccounts.InstanceIdOf("instagram"));
        Assert.Equal(first!.CreatedAt, second!.CreatedAt);
    }

    [Fact]
    public async Task A_stopped_channel_that_is_well_again_sends_what_it_held()
    {
        await ScanWorld.WatchAsync(_host.Services, Shop);
        var before = new ManualTimeProvider(DateTimeOffset.UtcNow - TimeSpan.FromMinutes(10));
        var states = new ChannelStateRepository(_host.Services.GetRequiredService<IStateStore>(), before);
        await states.StopAsync("lunch", "The token was revoked.", CancellationToken.None);

        await TickAsync();
        var summary = await _host.WaitAsync<MonitorSummary>(MonitorAccounts.InstanceIdOf("instagram"));

        Assert.Equal(1, summary.Counts.Alerts);
    }

    private Task TickAsync() =>
        ActivatorUtilities.CreateInstance<MonitorTimer>(_host.Services).RunAsync(new TimerInfo(), _host.Client, CancellationToken.None);
}
