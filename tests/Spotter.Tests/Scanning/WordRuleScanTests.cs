using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Corrections;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Reading;
using Spotter.Rules;
using Spotter.Scanning;
using Spotter.Sources;

namespace Spotter.Tests.Scanning;

/// <summary>Scans with rules on more than a label. A board scores 0.9 here, and a plate 0.1.</summary>
public sealed class WordRuleScanTests
{
    private const string Chowder = "specials-board and words has chowder -> lunch";

    [Fact]
    public async Task A_rule_on_words_alerts_on_the_picture_that_says_them_and_quotes_it()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave", AlertRule.ParseKept(Chowder));
        var post = world.NewPost("1", 1, "board-cake", "board-chowder", "plate-chowder");

        var step = await ClassifyAsync(world, account, post, ["Cake"], ["Today", "Clam chowdor $5"], ["chowder"]);
        var alert = Assert.Single(await AlertsAsync(world, account));

        Assert.Equal((alert.Message.Id, false, null), (Assert.Single(step.AlertsToSend), step.NeedsWords, step.Notice));
        Assert.Equal((await world.PostsAsync(account))[0].Pictures[1].Id, alert.Message.Picture);
        Assert.Equal(("specials-board", "Clam chowdor $5"), (alert.Message.Label, alert.Message.Quote));
        Assert.Equal(0.9, alert.Message.Score!.Value, 1e-6);
    }

    [Fact]
    public async Task Without_the_words_there_is_no_alert()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave", AlertRule.ParseKept(Chowder));

        var step = await ClassifyAsync(world, account, world.NewPost("1", 1, "board-cake"), [["Cake"]]);

        Assert.Equal((PostStage.Done, false), (step.Stage, step.NeedsWords));
        Assert.Empty(await AlertsAsync(world, account));
    }

    [Fact]
    public async Task Where_nothing_reads_words_the_rules_that_hang_on_them_are_told_once_and_hold_up_nothing()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave", AlertRule.ParseKept(Chowder), new AlertRule("specials-board", null, "lunch"));
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"), world.NewPost("2", 2, "board-2"), world.NewPost("3", 3, "plate-3"));

        var summary = world.Scan(account);

        Assert.Equal((2, 0, 0), (summary.Counts.Alerts, summary.Owed, summary.Losses.Count));
        Assert.Equal(
            "Words in pictures were not read, so that no alert came of what hangs on them: "
                + "'specials-board and words has chowder -> lunch'. No reader of words is installed.",
            Assert.Single(summary.Notices));
        Assert.All(await world.PostsAsync(account), post => Assert.Equal(PostStage.Done, post.Stage));
    }

    [Fact]
    public async Task A_post_says_that_it_needs_words_where_only_they_decide()
    {
        await using var world = new ScanWorld { Reader = { IsInstalled = true } };
        var account = await world.WatchAsync("dave", AlertRule.ParseKept(Chowder));

        Assert.True((await ClassifyAsync(world, account, world.NewPost("1", 1, "plate-1", "board-1"), null, null)).NeedsWords);
    }

    [Fact]
    public async Task A_plate_is_not_read_for_a_rule_on_boards()
    {
        await using var world = new ScanWorld { Reader = { IsInstalled = true } };
        var account = await world.WatchAsync("dave", AlertRule.ParseKept(Chowder));

        Assert.False((await ClassifyAsync(world, account, world.NewPost("1", 1, "plate-1"), [null])).NeedsWords);
    }

    [Fact]
    public async Task What_was_posted_before_the_watch_began_needs_no_words()
    {
        await using var world = new ScanWorld { Reader = { IsInstalled = true } };
        var account = await world.WatchAsync("dave", AlertRule.ParseKept(Chowder));

        Assert.False((await ClassifyAsync(world, account, world.NewPost("1", -1, "board-1"), [null])).NeedsWords);
    }

    [Fact]
    public async Task A_rule_without_a_label_alerts_with_its_own_text()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave", AlertRule.ParseKept("caption has caption and not specials-board -> lunch"));
        world.Source.Add("dave", world.NewPost("1", 1, "plate-1"), world.NewPost("2", 2, "board-2"));

        Assert.Equal(1, world.Scan(account).Counts.Alerts);
        var alert = Assert.Single(world.Channel.Arrived);
        Assert.Equal(("caption has caption and not specials-board", null), (alert.Label, alert.Score));
    }

    [Fact]
    public void A_rule_that_nobody_could_judge_a_post_by_is_told_with_post_account_and_reason()
    {
        var post = new PostTask(AccountId.Parse("scripted:dave"), PostKeys.Of(new Post { Id = "2", PostedAt = DateTimeOffset.UnixEpoch }));
        var verdict = PostVerdict.Nothing with { Undecided = [(AlertRule.ParseKept(Chowder), "It is slow.")] };

        Assert.Equal(
            $"Post 2 of scripted:dave could not be judged by '{AlertRule.ParseKept(Chowder)}', so that no alert came of it. It is slow.",
            verdict.DescribeUndecided(post));
        Assert.Null(PostVerdict.Nothing.DescribeUndecided(post));
    }

    [Fact]
    public async Task A_persons_label_counts_as_1_and_all_others_as_0()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave", AlertRule.ParseKept("cake >= 1 and specials-board <= 0 -> lunch"));
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"));
        world.Scan(account);
        await LabelAsync(world, account, (await world.PostsAsync(account))[0].Pictures[0].Id!.Value, "cake");
        world.Source.Add("dave", world.NewPost("2", 2, "board-1"));

        Assert.Equal(1, world.Scan(account).Counts.Alerts);
        Assert.Equal("cake", Assert.Single(world.Channel.Arrived).Label);
    }

    [Fact]
    public async Task Two_rules_that_differ_in_a_score_alone_ask_for_one_alert()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync(
            "dave", new AlertRule("specials-board", 0.5, "lunch"), new AlertRule("specials-board", 0.8, "lunch"));
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"));

        Assert.Equal(1, world.Scan(account).Counts.Alerts);
    }

    /// <summary>Stores a post, writes the words of its pictures in by hand, null for unread, and classifies it.</summary>
    private static async Task<PostStep> ClassifyAsync(ScanWorld world, AccountId account, Post post, params string[]?[] words)
    {
        var record = new PostRecord
        {
            Post = post,
            FoundAt = world.Time.GetUtcNow(),
            Pictures = [.. words.Select(_ => new PictureRecord())],
        };
        await world.Get<ScanRepository>().AddPostsAsync(
            account, [record], mayMove: true, read: null, new ScanProgress(), CancellationToken.None);
        var task = new PostTask(account, PostKeys.Of(post));
        await world.Get<StorePictures>().RunAsync(task, CancellationToken.None);
        var posts = world.Get<PostRepository>();
        var stored = await posts.GetAsync(task, CancellationToken.None);
        var read = stored.Value.Pictures.Zip(words, (picture, lines) => picture with { Words = Written(lines) });
        await posts.SaveAsync(account, task.PostKey, stored, stored.Value with { Pictures = [.. read] }, [], CancellationToken.None);
        return await world.Get<Classify>().RunAsync(task, CancellationToken.None);
    }

    private static PictureWords? Written(string[]? lines) =>
        lines is null ? null : new PictureWords("hand", [.. lines.Select(line => new WordLine(line, 0.9f, []))]);

    private static async Task<List<AlertRecord>> AlertsAsync(ScanWorld world, AccountId account) =>
        await world.Get<AlertRepository>().ListAsync(account, CancellationToken.None).ToListAsync();

    private static Task LabelAsync(ScanWorld world, AccountId account, PictureId picture, string label) =>
        world.Get<PictureLabels>().SetAsync(
            new PictureLabel
            {
                Picture = picture,
                Label = label,
                By = "Anna",
                At = world.Time.GetUtcNow(),
                Account = account,
                PostKey = "1",
            },
            CancellationToken.None);
}
