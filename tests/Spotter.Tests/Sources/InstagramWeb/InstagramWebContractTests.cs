using Microsoft.Extensions.DependencyInjection;
using Spotter.Calls;
using Spotter.Simulator;
using Spotter.Simulator.Scenarios;
using Spotter.Sources;

namespace Spotter.Tests.Sources.InstagramWeb;

public sealed class InstagramWebContractTests() : SimulatedSourceContract("instagram-web")
{
    [Fact]
    public async Task Every_wall_that_is_simulated_is_a_wall_to_it()
    {
        await using var simulator = await SimulatorHost.StartAsync(BuiltInScenarios.Load("walls"));
        await using var services = ServicesOf(simulator);
        var source = services.GetServices<IPostSource>().Single(source => source.Name == "instagram-web");

        var failures = new List<FailureKind?>();
        foreach (var account in simulator.Scenario.Accounts)
            failures.Add(await FindFailureAsync(source, account.Handle));

        Assert.True(failures.Count > 12);
        Assert.All(failures, kind => Assert.Equal(FailureKind.Blocked, kind));
    }

    // Some stand behind the first page.
    private static async Task<FailureKind?> FindFailureAsync(IPostSource source, string handle)
    {
        var first = await source.FetchPageAsync(new PageRequest(handle, null, 12), CancellationToken.None);
        return first.NextCursor is { } next
            ? (await source.FetchPageAsync(new PageRequest(handle, next, 12), CancellationToken.None)).Failure?.Kind
            : first.Failure?.Kind;
    }
}
