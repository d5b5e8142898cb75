using Spotter.Accounts;
using Spotter.Calls;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Scanning;
using Spotter.Sources;

namespace Spotter.Tests.Scanning;

/// <summary>A collection that keeps the files of videos.</summary>
public sealed class VideoScanTests
{
    private static readonly AccountId Dave = AccountId.Parse("scripted:dave");
    private static readonly CollectionBounds Kept = new(KeepsVideos: true);

    [Fact]
    public async Task The_files_of_videos_are_stored_where_that_is_asked_for_and_nowhere_else()
    {
        await using var world = new ScanWorld();
        world.Source.Add("dave", VideoOf(world, "1", "reel"), world.NewPost("2", 2));

        Assert.Equal(0, world.Scan(Ask(new CollectionBounds())).Counts.Videos);
        Assert.All(await world.PostsAsync(Dave), post => Assert.Null(post.Post.Videos));
        var summary = world.Scan(Ask(Kept));

        Assert.Equal((ScanOutcome.Completed, 0, 1, 0), (
            summary.Outcome, summary.Counts.Posts, summary.Counts.Videos, summary.Owed));
        var video = Assert.Single((await PostAsync(world, "1")).Videos!);
        Assert.Equal((PictureId.Of("reel"u8), 4), (video.Id!.Value, video.Length));
        Assert.Null((await PostAsync(world, "2")).Videos);
    }

    [Fact]
    public async Task A_video_without_a_cover_is_kept()
    {
        await using var world = new ScanWorld();
        world.Source.Add("dave", world.NewPost("1") with { IsVideo = true, Pictures = [], Videos = [new PostVideo("reel")] });

        var summary = world.Scan(Ask(Kept));

        Assert.Equal((1, 1, 0), (summary.Counts.Posts, summary.Counts.Videos, summary.Owed));
        Assert.Equal(PostStage.Done, (await PostAsync(world, "1")).Stage);
    }

    [Fact]
    public async Task What_fails_in_passing_is_owed_and_comes_later()
    {
        await using var world = new ScanWorld();
        world.Source.Add("dave", VideoOf(world, "1", "reel"));
        world.Source.BreakVideo("reel", Enumerable.Repeat(Failed(FailureKind.Transient), 10));

        var first = world.Scan(Ask(Kept));
        var post = await PostAsync(world, "1");
        Assert.Equal((0, 1, PostStage.Done), (first.Counts.Videos, first.Owed, post.Stage));
        Assert.Contains("is tried again at", first.Message);

        world.Source.BreakVideo("reel");
        world.Time.Advance(TimeSpan.FromDays(30));
        var second = world.Scan(Ask(Kept));

        Assert.Equal((1, 0), (second.Counts.Videos, second.Owed));
        Assert.Equal((0, null), ((await PostAsync(world, "1")).Attempts, (await PostAsync(world, "1")).Reason));
    }

    [Fact]
    public async Task An_address_that_has_expired_is_read_again_from_the_page()
    {
        await using var world = new ScanWorld();
        world.Source.Add("dave", VideoOf(world, "1", "old"));
        world.Source.BreakVideo("old", Enumerable.Repeat(Failed(FailureKind.Unavailable), 100));
        Assert.Equal(1, world.Scan(Ask(Kept)).Owed);
        var asked = world.Source.VideosAsked.Count;
        world.Source.Replace("dave", "1", VideoOf(world, "1", "new"));

        var again = world.Scan(Ask(Kept));

        Assert.Equal((1, 0), (again.Counts.Videos, again.Owed));
        Assert.Equal(["new"], world.Source.VideosAsked.Skip(asked));
        Assert.Equal("new", Assert.Single((await PostAsync(world, "1")).Post.Videos!).Address);
    }

    [Fact]
    public async Task A_watch_goes_on_with_a_video_that_is_owed()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", VideoOf(world, "1", "old"));
        world.Source.BreakVideo("old", Enumerable.Repeat(Failed(FailureKind.Unavailable), 100));
        world.Scan(Ask(Kept));
        world.Source.Replace("dave", "1", VideoOf(world, "1", "new"));
        world.Time.Advance(TimeSpan.FromHours(2));

        var watched = world.Scan(account);

        Assert.Equal((1, 0), (watched.Counts.Videos, watched.Owed));
    }

    [Fact]
    public async Task What_will_not_come_is_given_up_and_told_and_can_be_tried_again()
    {
        await using var world = new ScanWorld();
        world.Source.Add("dave", VideoOf(world, "1", "huge"), VideoOf(world, "2", address: null));
        world.Source.BreakVideo("huge", Failed(FailureKind.Malformed, "it is too large.") with { IsFinal = true });

        var summary = world.Scan(Ask(Kept));

        Assert.Equal((ScanOutcome.Completed, 0), (summary.Outcome, summary.Owed));
        Assert.Contains("Post 1 of scripted:dave is kept without a video: it is too large.", Assert.Single(summary.Losses));
        Assert.All((await world.PostsAsync(Dave)).Select(post => post.Videos!.Single()), video => Assert.True(video.IsLost));
        Assert.Contains("does not say where", (await PostAsync(world, "2")).Videos!.Single().Failure);

        var revived = world.Scan(Ask(Kept) with { RetryFailed = true });

        Assert.Equal((1, 0), (revived.Counts.Videos, revived.Owed));
        Assert.True((await PostAsync(world, "2")).Videos!.Single().IsLost);
    }

    [Fact]
    public async Task No_alert_waits_for_a_video()
    {
        await using var world = new ScanWorld();
        await world.WatchAsync("dave");
        world.Source.Add("dave", VideoOf(world, "1", "reel", picture: "board-1"));
        var sent = 0;
        world.Source.WhileFetchingVideo = _ => sent = world.Channel.Arrived.Count;

        var summary = world.Scan(Ask(Kept));

        Assert.Equal((1, 1, 1), (sent, summary.Counts.Videos, summary.Counts.Alerts));
    }

    [Fact]
    public async Task A_video_that_is_fetched_for_a_post_of_yesterday_alerts_on_nothing()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", VideoOf(world, "1", "reel", picture: "board-1"));
        world.Scan(account);
        Assert.Single(world.Channel.Arrived);

        Assert.Equal((1, 0), (world.Scan(Ask(Kept)).Counts.Videos, world.Channel.Arrived.Count - 1));
    }

    [Fact]
    public async Task The_videos_of_a_carousel_come_one_after_the_other_and_a_crash_costs_one()
    {
        await using var world = new ScanWorld();
        world.Source.Add("dave", world.NewPost("1", 1, "a", "b", "c") with
        {
            Videos = [new PostVideo("first", 0), new PostVideo("second", 2)],
        });
        world.Source.WhileFetchingVideo = address =>
        {
            if (address == "second")
                throw new IOException("The disk is gone.");
        };

        Assert.Equal(ScanOutcome.Failed, world.Scan(Ask(Kept)).Outcome);
        world.Source.WhileFetchingVideo = _ => { };
        var again = world.Scan(Ask(Kept));

        Assert.Equal((1, 0), (again.Counts.Videos, again.Owed));
        Assert.Equal(["first", "second"], world.Source.VideosAsked);
    }

    [Fact]
    public async Task A_post_that_lost_its_cover_still_has_its_video()
    {
        await using var world = new ScanWorld(settings: ("Scanning:MaxPostAttempts", "1"));
        world.Source.MayPostsMove = false;
        world.Source.Add("dave", VideoOf(world, "1", "reel", picture: "broken"));
        world.Source.BreakPicture("broken", new SourceFailure(FailureKind.Malformed, "no picture"));

        var summary = world.Scan(Ask(Kept));

        Assert.Equal((1, 1, 0), (summary.Counts.Failed, summary.Counts.Videos, summary.Owed));
        Assert.Equal(PostStage.Failed, (await PostAsync(world, "1")).Stage);
    }

    private static VideoDownload Failed(FailureKind kind, string message = "it does not come.") =>
        VideoDownload.Failed(new SourceFailure(kind, message));

    private static Post VideoOf(ScanWorld world, string id, string? address, string? picture = null) =>
        world.NewPost(id, int.Parse(id), picture ?? $"plate-{id}") with { IsVideo = true, Videos = [new PostVideo(address, 0)] };

    private static async Task<PostRecord> PostAsync(ScanWorld world, string id) =>
        (await world.PostsAsync(Dave)).Single(post => post.Post.Id == id);

    private static ScanRequest Ask(CollectionBounds bounds) => new(Dave, ScanMode.History, IsAsked: true, Bounds: bounds);
}
