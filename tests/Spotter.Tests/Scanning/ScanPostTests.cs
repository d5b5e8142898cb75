using Spotter.Scanning;
using Spotter.Sources;

namespace Spotter.Tests.Scanning;

/// <summary>What becomes of a post whose pictures do not come, or whose scan was cut off.</summary>
public sealed class ScanPostTests
{
    private static readonly SourceFailure Transient = new(FailureKind.Transient, "cut off");

    [Fact]
    public async Task A_post_fails_with_its_reason_after_five_attempts()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "gone"), world.NewPost("2", 2));
        world.Source.BreakPicture("gone", Enumerable.Repeat(Transient, 5));

        var summary = world.Scan(account);

        Assert.Equal(new ScanCounts { Posts = 2, Pictures = 1, Classified = 1, Failed = 1 }, summary.Counts);
        var failed = Assert.Single(await world.PostsAsync(account), post => post.Stage == PostStage.Failed);
        Assert.Equal((5, "cut off"), (failed.Attempts, failed.Reason));
    }

    [Fact]
    public async Task A_post_recovers_on_its_fifth_attempt()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-slow"));
        world.Source.BreakPicture("board-slow", Enumerable.Repeat(Transient, 4));

        Assert.Equal(new ScanCounts { Posts = 1, Pictures = 1, Classified = 1, Alerts = 1 }, world.Scan(account).Counts);
    }

    [Fact]
    public async Task A_broken_picture_of_a_carousel_does_not_hide_the_board_beside_it()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "garbage", "board"));

        var summary = world.Scan(account);

        Assert.Equal(1, summary.Counts.Alerts);
        Assert.Contains("it is text", Assert.Single(await world.PostsAsync(account)).Pictures[0].Failure);
    }

    [Fact]
    public async Task What_a_crash_left_undone_is_done_by_the_next_scan()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"));
        world.GoneOwners.Add("crashed");
        await world.Get<FetchPage>().RunAsync(new FetchPageInput(account, "crashed", ScanMode.New, null, 10, 1, world.Time.GetUtcNow()), CancellationToken.None);

        var summary = world.Scan(account);

        Assert.Equal(new ScanCounts { Pictures = 1, Classified = 1, Alerts = 1 }, summary.Counts);
    }
}
