using System.Net;
using System.Text.RegularExpressions;
using Spotter.Accounts;
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
    public async Task A_pause_that_was_lifted_holds_again_when_that_is_taken_back()
    {
        var plan = _site.Get<PostSources>().Get("instagram").Budget;
        await _site.Get<CallBudget>().DeferAsync(plan, _site.Time.GetUtcNow().AddDays(2.5), "a wall", CancellationToken.None);
        var before = await _site.Get<CallBudget>().FindPauseAsync(plan, CancellationToken.None);

        using var lifted = await _site.SendAsync("/scans/budget", ("name", plan.Name));
        var page = await _site.ReadAsync(lifted.Headers.Location!.OriginalString);
        using var undone = await _site.SendAsync("/scans/budget/undo", ("name", plan.Name));

        Assert.Contains("goes on now. It was paused: a wall", page);
        Assert.Contains(">Undo</button>", page);
        Assert.Contains("is paused again.", await _site.ReadAsync(undone.Headers.Location!.OriginalString));
        Assert.Equal(before, await _site.Get<CallBudget>().FindPauseAsync(plan, CancellationToken.None));
    }

    [Fact]
    public async Task A_pause_that_came_since_is_not_replaced_by_the_one_that_was_lifted()
    {
        var plan = _site.Get<PostSources>().Get("instagram").Budget;
        var budget = _site.Get<CallBudget>();
        await budget.DeferAsync(plan, _site.Time.GetUtcNow().AddDays(2), "a wall", CancellationToken.None);
        using var lifted = await _site.SendAsync("/scans/budget", ("name", plan.Name));
        await budget.DeferAsync(plan, _site.Time.GetUtcNow().AddDays(1), "another wall", CancellationToken.None);

        using var refused = await _site.SendAsync("/scans/budget/undo", ("name", plan.Name));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Nothing was taken back", await refused.Content.ReadAsStringAsync());
        Assert.Equal("another wall", (await budget.FindPauseAsync(plan, CancellationToken.None))!.Reason);
    }

    [Fact]
    public async Task A_damaged_scan_or_budget_costs_itself()
    {
        var dave = await _site.WatchAsync("instagram:dave");
        var plan = _site.Get<PostSources>().Get("instagram").Budget;
        await _site.Get<CallBudget>().CallAsync(plan, "test", _ => Task.FromResult<object?>(new object()), CancellationToken.None);
        await _site.DamageAsync($"{dave}", "scan/07");

        var page = await _site.ReadAsync("/scans");

        Assert.Contains("The record scan/07 of instagram:dave in the state cannot be read", page);
        Assert.Contains("1 of 150 calls in 1 h", page);
    }

    [Fact]
    public async Task What_a_budget_has_used_is_told()
    {
        var plan = _site.Get<PostSources>().Get("instagram").Budget;
        await _site.Get<CallBudget>().CallAsync(plan, "test", _ => Task.FromResult<object?>(new object()), CancellationToken.None);

        Assert.Contains("1 of 150 calls in 1 h; the next call may be made now.", await _site.ReadAsync("/scans"));
    }

    [Fact]
    public async Task Scans_that_found_nothing_new_are_a_line_until_they_are_asked_for()
    {
        var dave = await _site.WatchAsync("instagram:dave");
        var anna = await _site.WatchAsync("instagram:anna");
        await EndAsync(dave, 1, Of(dave));
        await EndAsync(dave, 2, Of(dave));
        await EndAsync(dave, 3, Of(dave) with { Counts = new ScanCounts { Posts = 1, Videos = 2 } });
        await EndAsync(anna, 4, Of(anna) with { Notices = ["an odd post"] });
        foreach (var minutesAgo in new[] { 5, 6, 7 })
            await EndAsync(dave, minutesAgo, Of(dave) with { Outcome = ScanOutcome.Failed, Message = "a wall" });

        var usual = await _site.ReadAsync("/scans?account=instagram:dave");
        var all = await _site.ReadAsync("/scans?account=instagram:dave&all=true");
        var hers = await _site.ReadAsync("/scans?account=instagram:anna");

        Assert.Contains("Not shown: 2 found nothing new, 2 failed as a later one of the same account did.", usual);
        Assert.Equal(1, Regex.Count(usual, "<td class=\"free\">a wall"));
        Assert.Equal(3, Regex.Count(all, "<td class=\"free\">a wall"));
        Assert.Contains("href=\"/scans?account=instagram%3Adave&amp;all=true\"", usual);
        Assert.Contains("1 new post, 2 videos stored", usual);
        Assert.DoesNotContain(">nothing new<", usual);
        Assert.Equal(2, Regex.Count(all, ">nothing new<"));
        Assert.Contains("1 new post", all);
        Assert.Contains("an odd post", hers);
    }

    private static ScanSummary Of(AccountId account) => new() { Account = account, StartedAt = default, EndedAt = default };

    private async Task EndAsync(AccountId account, int minutesAgo, ScanSummary scan)
    {
        var at = _site.Time.GetUtcNow().AddMinutes(-minutesAgo);
        var change = StateChange.Put(
            $"scan/{minutesAgo:00}", scan with { StartedAt = at, EndedAt = at }, ScanJson.Default.ScanSummary);
        Assert.True(await _site.Get<IStateStore>().TryChangeAsync(account.ToString(), [change], CancellationToken.None));
    }

    [Fact]
    public async Task Without_anything_it_says_what_will_be_there()
    {
        var page = await _site.ReadAsync("/scans");

        Assert.Contains("No scan runs.", page);
        Assert.Contains("What scans did will appear here.", page);
    }
}
