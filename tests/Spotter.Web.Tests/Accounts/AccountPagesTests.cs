using System.Net;
using System.Text.RegularExpressions;
using Spotter.Accounts;
using Spotter.Models;
using Spotter.Scanning;
using Spotter.Watching;

namespace Spotter.Web.Tests.Accounts;

public sealed class AccountPagesTests : IAsyncLifetime
{
    private SiteWorld _site = null!;

    public async Task InitializeAsync() => _site = await SiteWorld.StartAsync();

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task An_account_is_added_with_its_rules_as_the_command_adds_it()
    {
        using var answer = await _site.SendAsync(
            "/accounts", ("account", "@davesfreshpasta"), ("rules", "specials-board >= 0.9\r\n\r\ncaption has soup -> console\n"));

        Assert.Equal("/accounts?done=added&account=instagram%3Adavesfreshpasta", answer.Headers.Location!.OriginalString);
        var watch = await FindAsync("instagram:davesfreshpasta");
        Assert.Equal(["specials-board >= 0.9 -> console", "caption has soup -> console"], watch!.Rules.Select(rule => rule.ToString()));
        Assert.Contains("instagram:davesfreshpasta is watched now.", await _site.ReadAsync(answer.Headers.Location.OriginalString));
    }

    [Theory]
    [InlineData("nobody", "", "'nobody' is not an account.")]
    [InlineData("instagram:no spaces", "", "cannot be an Instagram handle")]
    [InlineData("flickr:dave", "", "There is no source 'flickr'.")]
    [InlineData("instagram:dave", "specials-bord", "has no label 'specials-bord'")]
    [InlineData("instagram:dave", "specials-board and", "specials-board and")]
    public async Task What_is_wrong_is_told_and_what_was_typed_is_kept(string account, string rules, string expected)
    {
        using var answer = await _site.SendAsync("/accounts", ("account", account), ("rules", rules));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(expected, page);
        Assert.Contains($"value=\"{account}\"", page);
        Assert.Empty(await _site.Get<WatchRepository>().ListAsync(_ => { }, CancellationToken.None).ToListAsync());
    }

    [Fact]
    public async Task An_account_is_not_added_twice()
    {
        await _site.WatchAsync("instagram:dave", "specials-board");

        using var answer = await _site.SendAsync("/accounts", ("account", "instagram:dave"), ("rules", ""));

        Assert.Contains("instagram:dave is watched already", await answer.Content.ReadAsStringAsync());
        Assert.Single((await FindAsync("instagram:dave"))!.Rules);
    }

    [Fact]
    public async Task Pausing_is_said_and_can_be_undone()
    {
        await _site.WatchAsync("instagram:dave");

        using var paused = await _site.SendAsync("/accounts/change", ("account", "instagram:dave"), ("action", "pause"));
        var page = await _site.ReadAsync(paused.Headers.Location!.OriginalString);

        Assert.True((await FindAsync("instagram:dave"))!.Paused);
        Assert.Contains("instagram:dave is paused.", page);
        Assert.Contains("""<button name="action" value="resume" aria-label="Undo dave">Undo</button>""", page);
        using var resumed = await _site.SendAsync("/accounts/change", ("account", "instagram:dave"), ("action", "resume"));
        Assert.False((await FindAsync("instagram:dave"))!.Paused);
    }

    [Fact]
    public async Task A_scan_that_is_asked_for_runs()
    {
        var account = await _site.WatchAsync("instagram:dave");

        using var answer = await _site.SendAsync("/accounts/change", ("account", "instagram:dave"), ("action", "scan"));

        Assert.Equal("/accounts?done=scanning&account=instagram%3Adave", answer.Headers.Location!.OriginalString);
        // Nothing is set up to ask Instagram with, which the scan says.
        var scan = await WaitForScanAsync(account);
        Assert.Equal(ScanOutcome.Failed, scan.Outcome);
        var page = await _site.ReadAsync("/scans");
        Assert.Contains("unauthorised", page);
        Assert.Contains(WebUtility.HtmlEncode(scan.Message)!, page);
    }

    [Theory]
    [InlineData("scan")]
    [InlineData("pause")]
    public async Task What_is_not_watched_is_told(string action)
    {
        using var answer = await _site.SendAsync("/accounts/change", ("account", "instagram:nobody"), ("action", action));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("instagram:nobody is not watched.", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Rules_are_tried_on_what_is_stored_before_they_are_saved()
    {
        var account = await _site.WatchAsync("instagram:dave", "other");
        var board = await _site.StoreAsync(1, new LabelScore("specials-board", 0.97f), new LabelScore("other", 0.03f));
        await _site.AddAsync(account, "1", 60, board);
        await _site.AddAsync(account, "2", 90, await _site.StoreAsync(2, new LabelScore("other", 0.9f)));

        var page = await _site.ReadAsync("/accounts/edit?account=instagram:dave&rules=specials-board%20%3E%3D%200.9%0Asoup");

        Assert.Contains("It would have matched 1 of 2 posts.", page);
        Assert.Contains($"/pictures/{board.Id}/480", page);
        Assert.Contains("has no label &#39;soup&#39;", page);
        Assert.Equal("other -> console", Assert.Single((await FindAsync("instagram:dave"))!.Rules).ToString());
    }

    [Fact]
    public async Task A_watch_is_changed_from_the_same_beginning()
    {
        await _site.WatchAsync("instagram:dave", "other");

        using var answer = await _site.SendAsync(
            "/accounts/edit",
            ("account", "instagram:dave"),
            ("rules", "specials-board"),
            ("schedule", "0 0 12 * * *"),
            ("zone", "Europe/Berlin"),
            ("model", ""),
            ("captions", "none"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var watch = (await FindAsync("instagram:dave"))!;
        Assert.Equal(
            ("specials-board -> console", "0 0 12 * * *", "Europe/Berlin", null, "none", DateTimeOffset.UnixEpoch),
            (watch.Rules.Single().ToString(), watch.Schedule, watch.TimeZone, watch.Model, watch.CaptionModel, watch.Since));
        Assert.Contains("name=\"captions\" value=\"none\"", await _site.ReadAsync("/accounts/edit?account=instagram:dave"));
    }

    [Fact]
    public async Task A_model_of_captions_that_is_not_there_is_told_and_changes_nothing()
    {
        await _site.WatchAsync("instagram:dave", "other");

        using var answer = await _site.SendAsync(
            "/accounts/edit", ("account", "instagram:dave"), ("rules", "other"), ("captions", "tea-leaves"));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("There is no model &#39;tea-leaves&#39;", page);
        Assert.Contains("value=\"tea-leaves\"", page);
        Assert.Null((await FindAsync("instagram:dave"))!.CaptionModel);
    }

    [Fact]
    public async Task What_the_captions_of_an_account_say_is_shown_with_it()
    {
        var dave = await _site.WatchAsync("instagram:dave");
        await _site.WatchAsync("instagram:anna");
        await _site.SayAsync(dave, "<shop>", 0.93);

        var page = await _site.ReadAsync("/accounts");

        Assert.Contains("&lt;shop&gt; 0.93 by 12 captions (kind)", page);
        Assert.Single(page.Split("by 12 captions").Skip(1));
    }

    [Fact]
    public async Task A_schedule_that_is_none_is_told_and_changes_nothing()
    {
        await _site.WatchAsync("instagram:dave", "other");

        using var answer = await _site.SendAsync(
            "/accounts/edit", ("account", "instagram:dave"), ("rules", "specials-board"), ("schedule", "daily"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("daily", await answer.Content.ReadAsStringAsync());
        Assert.Equal("other -> console", Assert.Single((await FindAsync("instagram:dave"))!.Rules).ToString());
    }

    [Theory]
    [InlineData("dave", false)]
    [InlineData("anna", true)]
    public async Task An_account_is_removed_by_whoever_types_its_name(string typed, bool stays)
    {
        await _site.WatchAsync("instagram:dave");

        using var answer = await _site.SendAsync("/accounts/remove", ("account", "instagram:dave"), ("handle", typed));

        Assert.Equal(stays, await FindAsync("instagram:dave") is not null);
    }

    [Fact]
    public async Task A_watch_that_cannot_be_read_is_told_and_the_others_are_shown()
    {
        await _site.WatchAsync("instagram:dave");
        await _site.DamageAsync("watches", "instagram:anna");

        var page = await _site.ReadAsync("/accounts");

        Assert.Contains("damaged: instagram:anna is not scanned.", page);
        Assert.True(
            page.IndexOf("/accounts/edit?account=instagram%3Aanna", StringComparison.Ordinal)
                < page.IndexOf("/accounts/edit?account=instagram%3Adave", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_watch_that_cannot_be_read_is_removed_on_its_page_and_added_anew()
    {
        await _site.DamageAsync("watches", "instagram:anna");

        var page = await _site.ReadAsync("/accounts/edit?account=instagram:anna");
        using var wrong = await _site.SendAsync("/accounts/remove", ("account", "instagram:anna"), ("handle", "dave"));
        using var removed = await _site.SendAsync("/accounts/remove", ("account", "instagram:anna"), ("handle", "anna"));
        using var added = await _site.SendAsync("/accounts", ("account", "instagram:anna"), ("rules", ""));

        Assert.Contains("cannot be read", page);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Redirect), (wrong.StatusCode, removed.StatusCode));
        Assert.NotNull(await FindAsync("instagram:anna"));
    }

    [Fact]
    public async Task An_account_of_which_something_is_damaged_says_so_and_the_others_are_whole()
    {
        var dave = await _site.WatchAsync("instagram:dave");
        var anna = await _site.WatchAsync("instagram:anna");
        await _site.DamageAsync($"{dave}", "progress");
        await _site.AddAsync(anna, "whole", 5, await _site.StoreAsync(1));
        await _site.DamageAsync($"{anna}", "post/" + await _site.AddAsync(anna, "damaged", 2, await _site.StoreAsync(2)));

        var accounts = await _site.ReadAsync("/accounts");
        var scans = await _site.ReadAsync("/scans");

        Assert.Contains("damaged: The record progress of instagram:dave in the state cannot be read", accounts);
        Assert.Contains("Restore it from a copy of the state", accounts);
        Assert.Contains("aria-label=\"Pause anna\"", accounts);
        Assert.Contains("damaged</span>: The record progress of instagram:dave", scans);
    }

    [Fact]
    public async Task Of_a_thousand_rules_the_first_are_tried()
    {
        await _site.WatchAsync("instagram:dave");
        var rules = string.Concat(Enumerable.Repeat("other%0A", 900));

        var page = await _site.ReadAsync($"/accounts/edit?account=instagram:dave&rules={rules}");

        Assert.Contains("Of 900 rules the first 20 are tried here.", page);
        Assert.Equal(20, Regex.Count(page, "<h3 class=\"rule\">"));
    }

    [Fact]
    public async Task A_damaged_post_costs_a_preview_itself()
    {
        var dave = await _site.WatchAsync("instagram:dave", "other");
        await _site.AddAsync(dave, "1", 60, await _site.StoreAsync(1, new LabelScore("specials-board", 0.97f)));
        await _site.DamageAsync($"{dave}", "post/" + await _site.AddAsync(dave, "2", 90));
        var unsure = await _site.StoreAsync(2, new LabelScore("specials-board", 0.9f));
        await _site.AddAsync(dave, "3", 95, unsure);
        await _site.DamageAsync("labels", unsure.Id!.Value.Hex);

        var page = await _site.ReadAsync("/accounts/edit?account=instagram:dave&rules=specials-board");

        Assert.Contains("It would have matched 1 of 2 posts.", page);
        Assert.Equal(2, page.Split("in the state cannot be read").Length - 1);
    }

    [Fact]
    public async Task What_was_saved_can_be_taken_back_whether_or_not_it_is_paused_meanwhile()
    {
        await _site.WatchAsync("instagram:dave", "other");
        var before = await FindAsync("instagram:dave");

        using var saved = await SaveAsync("specials-board", "0 0 12 * * *");
        var page = await _site.ReadAsync(saved.Headers.Location!.OriginalString);
        using var paused = await _site.SendAsync("/accounts/change", ("account", "instagram:dave"), ("action", "pause"));
        using var undone = await _site.SendAsync("/accounts/change", ("account", "instagram:dave"), ("action", "undo"));
        var after = (await FindAsync("instagram:dave"))!;

        Assert.Contains("""<button name="action" value="undo" aria-label="Undo dave">Undo</button>""", page);
        Assert.Contains("instagram:dave is as it was before.", await _site.ReadAsync(undone.Headers.Location!.OriginalString));
        Assert.Equal(("other -> console", null, true), (after.Rules.Single().ToString(), after.Schedule, after.Paused));
        Assert.Equal(before!.Since, after.Since);
        Assert.DoesNotContain(">Undo</button>", await _site.ReadAsync(saved.Headers.Location.OriginalString));
    }

    [Fact]
    public async Task What_somebody_changed_since_is_not_taken_back()
    {
        await _site.WatchAsync("instagram:dave", "other");
        using var saved = await SaveAsync("specials-board", "0 0 12 * * *");
        await _site.Get<WatchRepository>().UpdateAsync(
            AccountId.Parse("instagram:dave"), watch => watch with { Schedule = "0 0 18 * * *" }, CancellationToken.None);

        var page = await _site.ReadAsync(saved.Headers.Location!.OriginalString);
        using var refused = await _site.SendAsync("/accounts/change", ("account", "instagram:dave"), ("action", "undo"));

        Assert.DoesNotContain(">Undo</button>", page);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Nothing was taken back", await refused.Content.ReadAsStringAsync());
        Assert.Equal("0 0 18 * * *", (await FindAsync("instagram:dave"))!.Schedule);
    }

    private Task<HttpResponseMessage> SaveAsync(string rules, string schedule) => _site.SendAsync(
        "/accounts/edit", ("account", "instagram:dave"), ("rules", rules), ("schedule", schedule));

    private Task<Watch?> FindAsync(string account) =>
        _site.Get<WatchRepository>().FindAsync(AccountId.Parse(account), CancellationToken.None);

    private async Task<ScanSummary> WaitForScanAsync(AccountId account)
    {
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            if (await _site.Get<ScanRepository>().ListAsync(account, end.Token).FirstOrDefaultAsync(end.Token) is { } scan)
                return scan;
            await Task.Delay(50, end.Token);
        }
    }
}
