using Spotter.Alerting;
using Spotter.Calls;
using Spotter.Models;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Rules;
using Spotter.Scanning;

namespace Spotter.Tests.Scanning;

/// <summary>Scans of a host on which words can be read. A board scores 0.9 here, and a plate 0.1.</summary>
public sealed class ReadWordsTests
{
    private const string Chowder = "specials-board and words has chowder -> lunch";

    [Fact]
    public async Task A_board_that_offers_what_the_rule_asks_for_is_alerted_on_with_its_words_and_no_other()
    {
        await using var world = new ScanWorld { Reader = { IsInstalled = true } };
        var account = await world.WatchAsync("dave", AlertRule.ParseKept(Chowder));
        world.Source.Add("dave", world.NewPost("1", 1, "board-clam chowder"), world.NewPost("2", 2, "board-split pea"));

        var summary = world.Scan(account);

        Assert.Equal((1, 0), (summary.Counts.Alerts, summary.Owed));
        var alert = Assert.Single(world.Channel.Arrived);
        Assert.Equal(("clam chowder", "clam chowder"), (alert.Quote, alert.Words));
        Assert.All(await world.PostsAsync(account), post => Assert.Equal(PostStage.Done, post.Stage));
    }

    [Fact]
    public async Task Words_are_read_where_a_rule_hangs_on_them_and_kept_with_the_post()
    {
        await using var world = new ScanWorld { Reader = { IsInstalled = true } };
        var account = await world.WatchAsync("dave", AlertRule.ParseKept(Chowder));
        world.Source.Add(
            "dave", world.NewPost("0", -1, "board-before"), world.NewPost("1", 1, "plate-1"), world.NewPost("2", 2, "board-2"));

        world.Scan(account);
        world.Scan(account);

        Assert.Equal(["board-2"], world.Reader.Read);
        var words = (await world.PostsAsync(account)).Select(post => post.Pictures[0].Words?.Lines[0].Text);
        Assert.Equal(["2", null, null], words);
    }

    [Fact]
    public async Task Of_a_carousel_the_pictures_are_read_for_which_words_can_still_decide()
    {
        await using var world = new ScanWorld { Reader = { IsInstalled = true } };
        var account = await world.WatchAsync("dave", AlertRule.ParseKept(Chowder));
        world.Source.Add("dave", world.NewPost("1", 1, "plate-chowder", "board-2", "plate-3", "board-chowder"));

        var summary = world.Scan(account);

        Assert.Equal(["board-2", "board-chowder"], world.Reader.Read);
        Assert.Equal((1, 0), (summary.Counts.Alerts, summary.Owed));
    }

    [Fact]
    public async Task A_setting_has_every_new_picture_read()
    {
        await using var world = new ScanWorld(settings: ("Reading:EveryPicture", "true")) { Reader = { IsInstalled = true } };
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "plate-1", "board-2"));

        Assert.Equal(1, world.Scan(account).Counts.Alerts);
        Assert.Equal(["plate-1", "board-2"], world.Reader.Read);
    }

    [Fact]
    public async Task An_alert_that_hangs_on_no_words_comes_beside_one_that_does()
    {
        await using var world = new ScanWorld { Reader = { IsInstalled = true } };
        var account = await world.WatchAsync(
            "dave", AlertRule.ParseKept(Chowder), new AlertRule("specials-board", null, "lunch"));
        world.Source.Add("dave", world.NewPost("1", 1, "board-chowder"));

        var summary = world.Scan(account);

        Assert.Equal((2, 1), (summary.Counts.Alerts, summary.Counts.Classified));
    }

    [Fact]
    public async Task A_picture_that_cannot_be_read_has_no_words_and_holds_up_nothing()
    {
        await using var world = new ScanWorld { Reader = { IsInstalled = true } };
        world.Reader.Problems.Enqueue(new PictureFormatException("it has too many pixels"));
        var account = await world.WatchAsync("dave", AlertRule.ParseKept(Chowder));
        world.Source.Add("dave", world.NewPost("1", 1, "board-chowder", "board-corn chowder"));

        Assert.Equal(1, world.Scan(account).Counts.Alerts);
        Assert.Equal("corn chowder", Assert.Single(world.Channel.Arrived).Quote);
    }

    [Fact]
    public async Task What_takes_longer_than_a_minute_is_kept_and_gone_on_with()
    {
        await using var world = new ScanWorld { Reader = { IsInstalled = true } };
        var kept = new List<int>();
        var account = await world.WatchAsync("dave", AlertRule.ParseKept(Chowder));
        world.Reader.WhileReading = () =>
        {
            world.Time.Advance(TimeSpan.FromSeconds(40));
            kept.Add(world.PostsAsync(account).GetAwaiter().GetResult()[0].Pictures.Count(picture => picture.Words is not null));
        };
        world.Source.Add("dave", world.NewPost("1", 1, "board-1", "board-2", "board-3", "board-4", "board-chowder"));

        var summary = world.Scan(account);

        Assert.Equal((1, 0), (summary.Counts.Alerts, summary.Owed));
        Assert.Equal(["board-1", "board-2", "board-3", "board-4", "board-chowder"], world.Reader.Read);
        Assert.Equal([0, 0, 2, 2, 4], kept);
    }

    [Fact]
    public async Task A_reader_that_is_broken_fails_the_scan_and_the_next_one_goes_on()
    {
        await using var world = new ScanWorld { Reader = { IsInstalled = true } };
        world.Reader.Problems.Enqueue(new ModelException("model.json is missing."));
        var account = await world.WatchAsync("dave", AlertRule.ParseKept(Chowder));
        world.Source.Add("dave", world.NewPost("1", 1, "board-chowder"));

        var failed = world.Scan(account);
        Assert.Equal((ScanOutcome.Failed, "model.json is missing."), (failed.Outcome, failed.Message));
        Assert.Equal(1, world.Scan(account).Counts.Alerts);
    }

    [Fact]
    public async Task An_alert_that_hangs_on_no_words_comes_where_the_reader_is_broken_and_comes_once()
    {
        await using var world = new ScanWorld { Reader = { IsInstalled = true } };
        world.Reader.Problems.Enqueue(new ModelException("model.json is missing."));
        var account = await world.WatchAsync(
            "dave", AlertRule.ParseKept(Chowder), new AlertRule("specials-board", null, "lunch"));
        world.Source.Add("dave", world.NewPost("1", 1, "board-chowder"));

        Assert.Equal(ScanOutcome.Failed, world.Scan(account).Outcome);
        Assert.Single(world.Channel.Arrived);
        Assert.Equal(1, world.Scan(account).Counts.Alerts);
        Assert.Equal(2, world.Channel.Arrived.Count);
    }

    [Fact]
    public async Task A_post_that_is_given_up_while_it_is_read_is_told_once()
    {
        await using var world = new ScanWorld(settings: ("Scanning:GiveUpAfter", "00:00:00")) { Reader = { IsInstalled = true } };
        world.Reader.Problems.Enqueue(new InvalidOperationException("nobody foresaw this"));
        var account = await world.WatchAsync("dave", AlertRule.ParseKept(Chowder));
        world.Source.Add("dave", world.NewPost("1", 1, "board-chowder"));

        var summary = world.Scan(account);

        Assert.Equal((1, 1), (summary.Counts.Failed, summary.Losses.Count));
    }

    [Fact]
    public async Task An_unsent_alert_of_a_post_that_is_given_up_is_told_and_comes_back_with_it()
    {
        await using var world = new ScanWorld(settings: ("Scanning:GiveUpAfter", "00:00:00")) { Reader = { IsInstalled = true } };
        world.Reader.Problems.Enqueue(new InvalidOperationException("nobody foresaw this"));
        world.Channel.Problem = "invalid_auth";
        var account = await world.WatchAsync(
            "dave", AlertRule.ParseKept(Chowder), new AlertRule("specials-board", null, "lunch"));
        world.Source.Add("dave", world.NewPost("1", 1, "board-chowder"));

        var summary = world.Scan(account);
        world.Channel.Problem = null;
        await world.Get<ChannelRecovery>().ResumeHealthyAsync(CancellationToken.None);
        await world.Get<PostRevival>().ReviveAsync(account, world.Time.GetUtcNow(), CancellationToken.None);

        Assert.Contains(
            "Post 1 of scripted:dave was given up: nobody foresaw this Given up with it: 1 unsent alert to 'lunch'.", summary.Losses);
        Assert.Equal(2, world.Scan(account).Counts.Alerts);
    }

    [Fact]
    public async Task A_carousel_that_waits_for_a_picture_is_read_as_far_as_it_has_come()
    {
        await using var world = new ScanWorld { Reader = { IsInstalled = true } };
        var account = await world.WatchAsync("dave", AlertRule.ParseKept(Chowder));
        world.Source.Add("dave", world.NewPost("1", 1, "board-chowder", "missing"));
        world.Source.BreakPicture("missing", Enumerable.Repeat(new SourceFailure(FailureKind.Transient, "an outage"), 50));

        world.Scan(account);

        Assert.Equal(["board-chowder"], world.Reader.Read);
        Assert.Single(world.Channel.Arrived);
        Assert.True(Assert.Single(await world.PostsAsync(account)).DueAt > world.Time.GetUtcNow());
    }
}
