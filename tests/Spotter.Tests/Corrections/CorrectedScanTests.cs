using Spotter.Accounts;
using Spotter.Corrections;
using Spotter.Scanning;
using Spotter.Tests.Scanning;

namespace Spotter.Tests.Corrections;

/// <summary>What a person said of a picture counts when the picture is posted again, and changes nothing that is settled.</summary>
public sealed class CorrectedScanTests
{
    [Fact]
    public async Task A_picture_that_a_person_called_a_board_is_alerted_on_with_score_1_when_it_comes_again()
    {
        await using var world = new ScanWorld();
        var account = await ScanAndLabelAsync(world, "plate-of-the-day", "specials-board");
        world.Source.Add("dave", world.NewPost("2", 2, "plate-of-the-day"));

        var summary = world.Scan(account);

        Assert.Equal(1, summary.Counts.Alerts);
        var alert = Assert.Single(world.Channel.Arrived);
        Assert.Equal(("caption of 2", 1.0), (alert.Caption, alert.Score));
    }

    [Fact]
    public async Task A_picture_that_a_person_called_something_else_is_no_longer_alerted_on()
    {
        await using var world = new ScanWorld();
        var account = await ScanAndLabelAsync(world, "board", "other");
        world.Source.Add("dave", world.NewPost("2", 2, "board"));

        Assert.Equal(0, world.Scan(account).Counts.Alerts);
        Assert.Equal("caption of 1", Assert.Single(world.Channel.Arrived).Caption);
    }

    [Fact]
    public async Task The_record_keeps_what_the_model_said()
    {
        await using var world = new ScanWorld();
        var account = await ScanAndLabelAsync(world, "plate-of-the-day", "specials-board");
        world.Source.Add("dave", world.NewPost("2", 2, "plate-of-the-day"));
        world.Scan(account);

        Assert.All(await world.PostsAsync(account), post => Assert.Equal(("other", 0.9f), (
            post.Pictures[0].Scores[0].Label, post.Pictures[0].Scores[0].Score)));
    }

    [Fact]
    public async Task A_post_that_was_settled_before_its_picture_was_labelled_is_never_alerted_on()
    {
        await using var world = new ScanWorld();
        var account = await ScanAndLabelAsync(world, "plate-of-the-day", "specials-board");

        Assert.Equal(new ScanCounts(), world.Scan(account).Counts);
        Assert.Empty(world.Channel.Arrived);
    }

    [Fact]
    public async Task A_label_alerts_on_nothing_that_was_posted_before_the_watch_began()
    {
        await using var world = new ScanWorld();
        await ScanAndLabelAsync(world, "plate-of-the-day", "specials-board");
        world.Source.Add("anna", world.NewPost("old", -5, "plate-of-the-day"));

        world.Scan(await world.WatchAsync("anna"));

        Assert.Empty(world.Channel.Arrived);
    }

    private static async Task<AccountId> ScanAndLabelAsync(ScanWorld world, string picture, string label)
    {
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, picture));
        world.Scan(account);
        var item = Assert.Single(
            await world.Get<PictureReview>().FindAsync(new ReviewFilter { Accounts = [account] }, CancellationToken.None));
        await world.Get<PictureLabels>().SetAsync(item.Labelled(label, "anna", world.Time.GetUtcNow()), CancellationToken.None);
        return account;
    }
}
