using Microsoft.Extensions.DependencyInjection;
using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Calls;
using Spotter.Contracts;
using Spotter.Scanning;
using Spotter.Sources;

namespace Spotter.Tests.Scanning;

/// <summary>Pages that are read through several proxies.</summary>
public sealed class ProxiedPagesTests
{
    [Fact]
    public async Task One_through_which_the_source_asks_to_slow_down_rests_and_the_other_goes_on_within_its_budget()
    {
        await using var world = new ScanWorld(
            new ManualTimeProvider(),
            services => services
                .AddSingleton<IAlertChannel>(new ScriptedChannel())
                .Configure<HttpOptions>(options => options.Proxy = "http://127.0.0.1:1 http://127.0.0.1:2"),
            budget: "1,30");
        world.Source.IsOfAddress = true;
        world.Source.Add("dave", Enumerable.Range(1, 9).Select(n => world.NewPost($"{n}", n)));
        world.Source.Answer("dave", PageResult.Failed(new SourceFailure(FailureKind.Throttled, "slow down.", TimeSpan.FromHours(1))));
        var start = world.Time.GetUtcNow();

        var summary = world.Scan(new ScanRequest(
            AccountId.Parse("scripted:dave"), ScanMode.History, IsAsked: true, Bounds: new CollectionBounds()));

        Assert.Equal((ScanOutcome.Completed, 9, 3), (summary.Outcome, summary.Counts.Posts, summary.Pages));
        Assert.Matches("^The proxy 127.0.0.1:[12] rests: slow down.$", Assert.Single(summary.Notices));
        // The call that was refused and the first page come at once, by one each; then one has both of the others, thirty seconds apart.
        Assert.Equal(TimeSpan.FromSeconds(60), world.Time.GetUtcNow() - start);
        Assert.Equal(4, world.Source.Calls.Count);
    }
}
