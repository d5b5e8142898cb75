using Spotter.Calls;
using Spotter.Scanning;
using Spotter.Sources;
using Spotter.State;

namespace Spotter.Web.Tests.Scans;

public sealed class ScanPagesTests : IAsyncLifetime
{
    private SiteWorld _site = null!;

    public async Task InitializeAsync() => _site = await SiteWorld.StartAsync();

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task What_waits_says_until_when_and_why()
    {
        var account = await _site.WatchAsync("instagram:dave");
        var until = _site.Time.GetUtcNow().AddHours(2.1);
        var lease = new AccountLease("another machine|1|1|scan", until, "Instagram asked to slow down", until);
        var progress = StateChange.Put("progress", new ScanProgress { Lease = lease }, ScanJson.Default.ScanProgress);
        await _site.Get<IStateStore>().TryChangeAsync(account.ToString(), [progress], CancellationToken.None);

        var page = await _site.ReadAsync("/scans");

        Assert.Contains("goes on <time", page);
        Assert.Contains(">in 2 h</time>: Instagram asked to slow down", page);
    }

    [Fact]
    public async Task A_pause_of_a_budget_is_told_and_can_be_lifted()
    {
        var plan = _site.Get<PostSources>().Get("instagram").Budget;
        await _site.Get<CallBudget>().DeferAsync(plan, _site.Time.GetUtcNow().AddDays(2.5), "a wall", CancellationToken.None);

        var page = await _site.ReadAsync("/scans");
        using var lifted = await _site.SendAsync("/scans/budget", ("name", plan.Name));

        Assert.Contains(">in 2 days</time>: a wall", page);
        Assert.Null(await _site.Get<CallBudget>().FindPauseAsync(plan, CancellationToken.None));
    }

    [Fact]
    public async Task What_a_budget_has_used_is_told()
    {
        var plan = _site.Get<PostSources>().Get("instagram").Budget;
        await _site.Get<CallBudget>().CallAsync(plan, "test", _ => Task.FromResult<object?>(new object()), CancellationToken.None);

        Assert.Contains("1 of 150 calls in 1 h; the next call may be made now.", await _site.ReadAsync("/scans"));
    }

    [Fact]
    public async Task Without_anything_it_says_what_will_be_there()
    {
        var page = await _site.ReadAsync("/scans");

        Assert.Contains("No scan runs.", page);
        Assert.Contains("What scans did will appear here.", page);
    }
}
