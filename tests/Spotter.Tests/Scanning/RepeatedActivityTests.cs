using Spotter.Accounts;
using Spotter.Calls;
using Spotter.Orchestration;
using Spotter.Posts;
using Spotter.Rules;
using Spotter.Scanning;
using Spotter.Sources;
using Spotter.Tests.Captions;

namespace Spotter.Tests.Scanning;

/// <summary>
/// An activity may run to its end and lose its answer with the process: then it runs again with the same input, and must answer and leave
/// the state as if it had run once.
/// Two things are given up for less work: a post's step that is repeated counts no pictures, and the newest page is asked for again where
/// it told nothing new.
/// </summary>
public sealed class RepeatedActivityTests
{
    private static readonly string[] AllActivities =
    [
        .. typeof(ScanAccount).Assembly.GetTypes()
            .Where(type => type.GetInterfaces().Any(port => port.IsGenericType && port.GetGenericTypeDefinition() == typeof(IActivity<,,>)))
            .Select(type => type.Name)
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public async Task Every_activity_run_twice_answers_the_same_and_changes_nothing_more()
    {
        await using var world = new ScanWorld("1,2", ("Scanning:ParallelPosts", "1"), ("Watching:CaptionModel", "tone"))
        {
            Reader = { IsInstalled = true },
        };
        SmallCaptionModel.Save(Path.Combine(world.ModelsFolder, "tone"));
        var account = await world.WatchAsync("dave", AlertRule.ParseKept("specials-board and not words has cake -> lunch"));
        world.Source.Add("dave", Enumerable.Range(1, 7).Select(n => world.NewPost($"{n}", n, n % 3 == 0 ? $"board-{n}" : $"plate-{n}")));
        List<string> ran = [], differences = [];

        using var context = new RepeatingContext("monitor-scripted", world, ran, differences);
        var summary = context.Run(MonitorAccounts.Definition, new MonitorRequest { Source = "scripted", Parallel = 1 });

        Assert.Empty(differences);
        Assert.Equal(AllActivities, ran.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal((1, 7, 2), (summary.Scans[ScanOutcome.Completed], summary.Counts.Posts, summary.Counts.Alerts));
        Assert.Equal(2, world.Channel.Sends);
        Assert.Equal(3, world.Source.Calls.Count);
        Assert.All(await world.PostsAsync(account), post => Assert.Equal(PostStage.Done, post.Stage));
        Assert.Single(await world.Get<ScanRepository>().ListAsync(account, CancellationToken.None).ToListAsync());
    }

    [Fact]
    public async Task A_step_that_stores_videos_run_twice_answers_the_same_and_fetches_each_once()
    {
        await using var world = new ScanWorld(settings: ("Scanning:ParallelPosts", "1"));
        var account = AccountId.Parse("scripted:dave");
        world.Source.Add("dave", Enumerable.Range(1, 4).Select(n => world.NewPost($"{n}", n) with
        {
            Videos = [new PostVideo($"reel-{n}", 0)],
        }));
        var scan = new ScanRequest(account, ScanMode.History, Bounds: new CollectionBounds(KeepsVideos: true));
        List<string> ran = [], differences = [];

        using var context = new RepeatingContext("monitor-scripted", world, ran, differences);
        var summary = context.Run(MonitorAccounts.Definition, new MonitorRequest { Scans = [scan], Parallel = 1 });

        Assert.Empty(differences);
        Assert.Equal((1, 4), (summary.Scans[ScanOutcome.Completed], summary.Counts.Posts));
        Assert.Equal(4, world.Source.VideosAsked.Count);
        Assert.All(await world.PostsAsync(account), post => Assert.NotNull(post.Videos!.Single().Id));
    }

    [Fact]
    public async Task A_newest_page_that_told_nothing_new_is_asked_for_again_and_finds_what_came_since()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1));
        world.Scan(account);
        var before = await world.Get<ScanRepository>().FindAsync(account, CancellationToken.None);
        await world.Get<AccountLeases>().TakeAsync(account, "scan", world.Time.GetUtcNow(), CancellationToken.None);
        var call = new FetchPageInput(account, "scan", ScanMode.New, null, 10, 1, world.Time.GetUtcNow());

        var first = await world.Get<FetchPage>().RunAsync(call, CancellationToken.None);
        world.Source.Add("dave", world.NewPost("2", 2));
        var second = await world.Get<FetchPage>().RunAsync(call, CancellationToken.None);
        var third = await world.Get<FetchPage>().RunAsync(call, CancellationToken.None);

        Assert.Null(before!.Value.LastPage);
        Assert.Equal((true, 0), (first.AllKnown, first.NewPosts));
        Assert.Equal([1, 1], new[] { second, third }.Select(page => page.NewPosts));
        Assert.Equal(3, world.Source.Calls.Count);
    }

    [Fact]
    public async Task Posts_that_a_call_stored_before_it_was_cut_off_are_worked_on_by_the_scan_that_found_them()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"), world.NewPost("2", 2, "board-2"));
        var call = new FetchPageInput(account, "scan", ScanMode.New, null, 10, 1, world.Time.GetUtcNow());
        // The posts of a page are more than one change where they are many; the first of them came through.
        var record = new PostRecord
        {
            Post = world.NewPost("1", 1, "board-1"),
            FoundAt = world.Time.GetUtcNow(),
            Pictures = [new PictureRecord()],
        };
        var scans = world.Get<ScanRepository>();
        await scans.AddPostsAsync(account, [record], mayMove: true, read: null, new ScanProgress(), CancellationToken.None);

        var page = await world.Get<FetchPage>().RunAsync(call, CancellationToken.None);

        Assert.Equal(["1", "2"], page.PostsToDo.Select(key => PostKeys.Read(key).Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_post_or_an_alert_that_was_given_up_is_told_again_when_its_step_is_repeated()
    {
        await using var world = new ScanWorld(settings: ("Scanning:MaxPostAttempts", "1"));
        var account = await world.WatchAsync("dave");
        var post = world.NewPost("1", 1, "gone");
        world.Source.Add("dave", post);
        world.Source.BreakPicture("gone", Enumerable.Repeat(new SourceFailure(FailureKind.Malformed, "cut off"), 2));
        world.Scan(account);
        world.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, world.Scan(account).Counts.Failed);

        var again = await world.Get<StorePictures>().RunAsync(new PostTask(account, PostKeys.Of(post)), CancellationToken.None);

        Assert.Equal((PostStage.Failed, 1), (again.Stage, again.Counts.Failed));
        Assert.Contains("Post 1 of scripted:dave was given up: cut off", again.Problem);
    }
}
