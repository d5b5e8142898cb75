using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Calls;
using Spotter.Models;
using Spotter.Orchestration;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Scanning;
using Spotter.State;

namespace Spotter.Tests.Scanning;

public sealed class PostGuardTests
{
    [Fact]
    public async Task What_nobody_thought_of_fails_its_post_after_days_and_the_others_are_done()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "trap"), world.NewPost("2", 2, "board-2"));

        var first = await world.FollowAsync(account);
        world.Time.Advance(TimeSpan.FromDays(3));
        var summary = world.Scan(account);

        Assert.Equal((ScanOutcome.Completed, 1, 1), (first.Outcome, first.Owed, first.Counts.Alerts));
        Assert.Equal((ScanOutcome.Completed, 1), (summary.Outcome, summary.Counts.Failed));
        Assert.Equal("Post 1 of scripted:dave was given up: there is no such number", summary.Message);
        var failed = Assert.Single(await world.PostsAsync(account), post => post.Stage == PostStage.Failed);
        Assert.Equal(("1", 6, "there is no such number"), (failed.Post.Id, failed.Attempts, failed.Reason));
        await AssertAllIsSettledAsync(world, account);
    }

    [Fact]
    public async Task A_picture_that_is_gone_from_the_store_fails_its_post_only()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"), world.NewPost("2", 2, "board-2"));
        await LeaveUndoneAsync(world, account);
        foreach (var post in await world.Get<PostRepository>().ListToDoAsync(account, CancellationToken.None).ToListAsync())
            await world.Get<StorePictures>().RunAsync(new PostTask(account, post.PostKey), CancellationToken.None);
        world.Get<MemoryPictures>().Lose("board-1");

        var summary = world.Scan(account);

        Assert.Equal(new ScanCounts { Classified = 1, Alerts = 1, Failed = 1 }, summary.Counts);
        Assert.Contains("Post 1 of scripted:dave was given up: Picture", summary.Message);
        Assert.Contains("is gone from the picture store", summary.Message);
        await AssertAllIsSettledAsync(world, account);
    }

    [Fact]
    public async Task A_post_whose_record_cannot_be_read_is_failed_under_its_id_and_the_others_are_done()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        var post = world.NewPost("1", 1, "board-1");
        world.Source.Add("dave", post, world.NewPost("2", 2, "board-2"));
        await LeaveUndoneAsync(world, account);
        await ChangeAsync(world, account, StateChange.Put(PostKeys.Prefix + PostKeys.Of(post), "{"u8.ToArray()));

        var summary = world.Scan(account);

        Assert.Equal(
            new ScanCounts
            {
                Pictures = 1,
                Classified = 1,
                Alerts = 1,
                Failed = 1,
            },
            summary.Counts
        );
        Assert.StartsWith(
            $"Post 1 of scripted:dave was given up: The record post/{PostKeys.Of(post)} of scripted:dave in the state cannot be read",
            summary.Message
        );
        var failed = Assert.Single(await world.PostsAsync(account), one => one.Stage == PostStage.Failed);
        Assert.Equal(("1", post.PostedAt), (failed.Post.Id, failed.Post.PostedAt));
        await AssertAllIsSettledAsync(world, account);
    }

    [Fact]
    public async Task A_post_whose_record_is_gone_is_failed()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        var post = world.NewPost("1", 1, "board-1");
        world.Source.Add("dave", post);
        await LeaveUndoneAsync(world, account);
        await ChangeAsync(world, account, StateChange.Delete(PostKeys.Prefix + PostKeys.Of(post)));

        Assert.Equal(new ScanCounts { Failed = 1 }, world.Scan(account).Counts);
        await AssertAllIsSettledAsync(world, account);
    }

    [Fact]
    public async Task A_settled_post_whose_record_cannot_be_read_keeps_no_newer_one_from_being_found()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        var post = world.NewPost("1", 1, "board-1");
        world.Source.Add("dave", post);
        world.Scan(account);
        await ChangeAsync(world, account, StateChange.Put(PostKeys.Prefix + PostKeys.Of(post), "{"u8.ToArray()));
        world.Source.Add("dave", world.NewPost("2", 2, "board-2"));

        var summary = world.Scan(account);

        Assert.Equal(ScanOutcome.Completed, summary.Outcome);
        Assert.Equal(new ScanCounts { Posts = 1, Pictures = 1, Classified = 1, Alerts = 1 }, summary.Counts);
    }

    [Fact]
    public async Task An_alert_whose_record_cannot_be_read_fails_its_post_only()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        var post = world.NewPost("1", 1, "board-1");
        world.Source.Add("dave", post, world.NewPost("2", 2, "board-2"));
        world.Channel.Problem = "invalid_auth";
        world.Scan(account);
        world.Channel.Problem = null;
        await world.Get<ChannelRecovery>().ResumeHealthyAsync(CancellationToken.None);
        var alert = await world.Get<IStateStore>().ListAsync(
            account.ToString(), $"alert/{PostKeys.Of(post)}", "alert0", CancellationToken.None).FirstAsync();
        await ChangeAsync(world, account, StateChange.Put(alert.Id.Key, "{"u8.ToArray()));

        var summary = world.Scan(account);

        Assert.Equal(new ScanCounts { Alerts = 1, Failed = 1 }, summary.Counts);
        Assert.Contains("Post 1 of scripted:dave was given up: The record alert/", summary.Message);
        await AssertAllIsSettledAsync(world, account);
    }

    [Fact]
    public async Task A_label_that_cannot_be_read_fails_the_post_of_its_picture_and_the_others_are_done()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"), world.NewPost("2", 2, "board-2"));
        var label = PictureId.Of("board-1"u8).Hex;
        await world.Get<IStateStore>().TryChangeAsync("labels", [StateChange.Put(label, "{"u8.ToArray())], CancellationToken.None);

        var summary = world.Scan(account);

        Assert.Equal((ScanOutcome.Completed, 1, 1), (summary.Outcome, summary.Counts.Alerts, summary.Counts.Failed));
        Assert.Contains($"Post 1 of scripted:dave was given up: The record {label} of labels", summary.Message);
        await AssertAllIsSettledAsync(world, account);
    }

    [Fact]
    public async Task A_channel_that_throws_keeps_back_its_own_alerts_only_and_loses_none()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"));
        world.Channel.Bug = new ArithmeticException("there is no such number");

        var summary = world.Scan(account);
        var owed = await world.Get<AlertRepository>().ListAsync(account, CancellationToken.None).SingleAsync();
        world.Channel.Bug = null;
        world.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal((ScanOutcome.Completed, 0), (summary.Outcome, summary.Counts.Failed));
        Assert.Equal("there is no such number", owed.Reason);
        Assert.Equal(1, world.Scan(account).Counts.Alerts);
        await AssertAllIsSettledAsync(world, account);
    }

    [Fact]
    public async Task While_the_pictures_cannot_be_kept_the_scan_fails_and_the_posts_wait()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"), world.NewPost("2", 2, "board-2"));
        world.Get<MemoryPictures>().Problem = new IOException("the disk is full");

        // As often as a post is tried before it is given up.
        for (var scan = 0; scan < 5; scan++)
        {
            var failed = world.Scan(account);
            Assert.Equal((ScanOutcome.Failed, "the disk is full", 0), (failed.Outcome, failed.Message, failed.Counts.Failed));
        }

        world.Get<MemoryPictures>().Problem = null;
        Assert.Equal(2, world.Scan(account).Counts.Alerts);
    }

    [Fact]
    public async Task While_the_state_is_down_the_scan_fails_and_the_posts_wait()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"), world.NewPost("2", 2, "board-2"));
        world.Get<MemoryPictures>().Saving = () => world.Get<CountingStateStore>().Problem = new StateException("the state is locked");

        var error = Assert.Throws<ActivityFailedException>(() => world.Scan(account));

        Assert.Equal("the state is locked", error.Message);
        world.Get<MemoryPictures>().Saving = null;
        world.Get<CountingStateStore>().Problem = null;
        Assert.All(await world.PostsAsync(account), post => Assert.Equal((PostStage.Discovered, 0), (post.Stage, post.Attempts)));
        Assert.Equal(2, world.Scan(account).Counts.Alerts);
    }

    [Fact]
    public async Task A_model_that_refuses_to_work_ends_the_scan_and_the_posts_wait()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"));
        world.Get<AddressDecoder>().Failures.Enqueue(new SourceFailure(FailureKind.Unauthorised, "the key is wrong"));

        Assert.Equal((ScanOutcome.Failed, "the key is wrong"), (
            world.Scan(account) is var failed ? failed.Outcome : default, failed.Message));
        Assert.Equal(1, world.Scan(account).Counts.Alerts);
    }

    [Fact]
    public async Task While_the_model_is_broken_the_scan_fails_and_the_posts_wait_however_often_it_is_tried()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"), world.NewPost("2", 2, "board-2"));
        world.Get<AddressDecoder>().Problem = new ModelException("the model is broken");

        for (var scan = 0; scan < 5; scan++)
            Assert.Equal((ScanOutcome.Failed, "the model is broken", 0), (
                world.Scan(account) is var failed ? failed.Outcome : default, failed.Message, failed.Counts.Failed));

        world.Get<AddressDecoder>().Problem = null;
        Assert.Equal(2, world.Scan(account).Counts.Alerts);
    }

    // A host that is gone by now found the posts and did nothing with them.
    private static async Task LeaveUndoneAsync(ScanWorld world, AccountId account)
    {
        world.GoneOwners.Add("crashed");
        await world.Get<FetchPage>().RunAsync(
            new FetchPageInput(account, "crashed", ScanMode.New, null, 10, 1, world.Time.GetUtcNow()), CancellationToken.None);
    }

    private static async Task ChangeAsync(ScanWorld world, AccountId account, StateChange change) =>
        Assert.True(await world.Get<IStateStore>().TryChangeAsync(account.ToString(), [change], CancellationToken.None));

    private static async Task AssertAllIsSettledAsync(ScanWorld world, AccountId account)
    {
        Assert.Equal(0, await world.Get<PostRepository>().ListToDoAsync(account, CancellationToken.None).CountAsync());
        Assert.Equal(new ScanCounts(), world.Scan(account).Counts);
    }
}
