using Spotter.Calls;
using Spotter.Posts;
using Spotter.Scanning;

namespace Spotter.Tests.Scanning;

/// <summary>A scan whose model is hosted, and does not always answer.</summary>
public sealed class HostedScanTests
{
    [Fact]
    public async Task What_the_model_asks_to_wait_is_left_to_later_scans_however_often_it_asks()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board"));
        for (var pause = 0; pause < 8; pause++)
            world.Get<AddressDecoder>().Failures.Enqueue(new SourceFailure(FailureKind.Throttled, "not yet", TimeSpan.FromHours(2)));

        for (var pause = 0; pause < 8; pause++, world.Time.Advance(TimeSpan.FromHours(2)))
            Assert.Equal((0, 1), (world.Scan(account).Counts.Alerts, Assert.Single(await world.PostsAsync(account)).Attempts + 1));

        Assert.Equal(1, world.Scan(account).Counts.Alerts);
    }

    [Fact]
    public async Task A_moment_of_no_answer_is_tried_again_and_leaves_no_mark()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board"));
        world.Get<AddressDecoder>().Failures.Enqueue(new SourceFailure(FailureKind.Transient, "an outage"));

        Assert.Equal(1, world.Scan(account).Counts.Alerts);

        var post = Assert.Single(await world.PostsAsync(account));
        Assert.Equal((PostStage.Done, 0, null), (post.Stage, post.Attempts, post.Reason));
    }

    [Fact]
    public async Task A_post_whose_picture_is_not_answered_for_is_owed_with_its_reason()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board"));
        for (var attempt = 0; attempt < 5; attempt++)
            world.Get<AddressDecoder>().Failures.Enqueue(new SourceFailure(FailureKind.Transient, "an outage"));

        Assert.Equal(1, world.Scan(account).Owed);

        var post = Assert.Single(await world.PostsAsync(account));
        Assert.Equal((PostStage.Stored, "an outage"), (post.Stage, post.Reason));
    }

    [Theory]
    [InlineData(FailureKind.Unauthorised)]
    [InlineData(FailureKind.Malformed)]
    public async Task What_the_operator_must_put_right_ends_the_scan_and_the_next_one_goes_on(FailureKind kind)
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board"));
        world.Get<AddressDecoder>().Failures.Enqueue(new SourceFailure(kind, "put a good key into the settings"));

        var summary = world.Scan(account);

        Assert.Equal((ScanOutcome.Failed, "put a good key into the settings"), (summary.Outcome, summary.Message));
        Assert.Equal(PostStage.Stored, Assert.Single(await world.PostsAsync(account)).Stage);
        Assert.Equal(1, world.Scan(account).Counts.Alerts);
    }
}
