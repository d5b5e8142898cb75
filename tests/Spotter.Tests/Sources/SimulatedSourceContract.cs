using Microsoft.Extensions.DependencyInjection;
using Spotter.Contracts.Sources;
using Spotter.Simulator;
using Spotter.Simulator.Scenarios;
using Spotter.Sources;

namespace Spotter.Tests.Sources;

/// <summary>What every source does, of one that a simulated Instagram answers.</summary>
/// <param name="name">The source's.</param>
public abstract class SimulatedSourceContract(string name) : PostSourceContract, IAsyncLifetime
{
    private SimulatorHost _simulator = null!;
    private ServiceProvider _services = null!;

    public async Task InitializeAsync()
    {
        _simulator = await SimulatorHost.StartAsync(new Scenario
        {
            Accounts =
            [
                new AccountScript
                {
                    Source = name,
                    Handle = Shop,
                    Series = [new SeriesScript { First = -60 * Posts, Every = 60, Count = Posts }],
                },
                new AccountScript { Source = name, Handle = Empty },
                new AccountScript { Source = name, Handle = Missing, State = AccountState.Missing },
            ],
        });
        _services = ServicesOf(_simulator);
    }

    /// <summary>The sources, which ask a simulator.</summary>
    protected static ServiceProvider ServicesOf(SimulatorHost simulator)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Sources:Instagram:BaseAddress"] = $"{simulator.GraphBaseAddress}",
            ["Sources:Instagram:UserId"] = "1784",
            ["Sources:Instagram:AccessToken"] = "simulated-token",
            ["Sources:InstagramWeb:BaseAddress"] = $"{simulator.WebBaseAddress}",
            ["Sources:InstagramWeb:Enabled"] = "true",
            ["Pictures:AllowLoopback"] = "true",
        };
        return new ServiceCollection().AddSources(Loopback.Configure(settings, [])).BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _simulator.DisposeAsync();
    }

    protected override Task<IPostSource> OpenAsync() =>
        Task.FromResult(_services.GetServices<IPostSource>().Single(source => source.Name == name));
}
