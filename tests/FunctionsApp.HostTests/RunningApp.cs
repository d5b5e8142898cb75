using Spotter.Accounts;
using Spotter.Contracts.Reading;
using Spotter.FunctionsApp.Azurite;
using Spotter.FunctionsApp.TestHost;
using Spotter.FunctionsApp.TestHost.Worker;
using Spotter.Simulator;
using Spotter.Simulator.Scenarios;
using Spotter.Tests.Captions;
using Spotter.Vision.Decoding;
using Spotter.Watching;

namespace Spotter.FunctionsApp.HostTests;

/// <summary>
/// The published app under a host in this process, with a storage emulator and a simulator of its own. The classes that carry
/// <c>[Collection(RunningApp.Name)]</c> share it, each
/// with accounts of its own.
/// </summary>
[CollectionDefinition(Name)]
public sealed class RunningApp : ICollectionFixture<RunningApp>, IAsyncLifetime
{
    /// <summary>The collection of the classes that share it.</summary>
    public const string Name = "The running app";

    private static readonly TimeSpan MaxLook = TimeSpan.FromMinutes(2);

    private readonly AzuriteFixture _azurite = new();
    private readonly Scenario _scenario;
    private SimulatorHost? _simulator;
    private FunctionsHost? _host;

    public RunningApp()
        : this(
            new Scenario
            {
                // One drawing of each kind: now and then a model takes one for the other.
                Pictures = new PictureScript { Width = 320, Variants = 1 },
                Slack = new SlackScript { FileReadySeconds = 0 },
                Accounts =
                [
                    .. MainJobTests.Accounts,
                    .. ApiTests.Accounts,
                    .. PagesTests.Accounts,
                    .. SameScoresTests.Accounts,
                    .. WorkerDeathTests.Accounts,
                    .. HistoryPurgeTests.Accounts,
                ],
            }
        )
    { }

    internal RunningApp(Scenario scenario) => _scenario = scenario;

    /// <summary>What the worker and the host said.</summary>
    public HostLog Log { get; } = new();

    internal FunctionsHost Host => _host!;

    internal SimulatorHost Simulator => _simulator!;

    internal string ConnectionString => _azurite.ConnectionString;

    internal AppState State { get; private set; } = null!;

    internal TaskHub Hub { get; private set; } = null!;

    internal AppApi Api { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await _azurite.InitializeAsync();
        _simulator = await SimulatorHost.StartAsync(_scenario, null, new VipsPictureRenderer());
        State = new AppState(_azurite.ConnectionString, _simulator);
        Hub = new TaskHub(_azurite.ConnectionString);
        var models = await InstalledReader.RequireAsync();
        SmallCaptionModel.Save(Path.Combine(models, Shop.CaptionModel));
        _host = await FunctionsHost.StartAsync(
            PublishedFolder.App, AppSettings.For(_azurite.ConnectionString, _simulator, models), Log);
        Api = new AppApi(_host.Address);
    }

    public async Task DisposeAsync()
    {
        Api?.Dispose();
        if (_host is not null)
            await _host.DisposeAsync();
        if (_simulator is not null)
            await _simulator.DisposeAsync();
        await _azurite.DisposeAsync();
        Log.Dispose();
    }

    internal async Task<AccountId> WatchAsync(Watch watch)
    {
        Assert.True(await State.Watches.TryAddAsync(watch, CancellationToken.None));
        return watch.Account;
    }

    /// <summary>Has the timer go off, again and again as by its schedule, until an account was scanned.</summary>
    internal Task LookAsync(AccountId account) => Eventually.HoldsAsync($"the timer had {account} scanned", MaxLook, async () =>
    {
        if ((await State.ListScansAsync(account)).Count > 0)
            return true;

        try
        {
            await Host.FireTimerAsync("MonitorTimer");
        }
        catch (WorkerProcessExitException)
        {
            // It died under the timer; the next time comes.
        }

        return false;
    });
}
