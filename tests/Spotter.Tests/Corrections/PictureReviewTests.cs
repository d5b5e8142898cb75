using Spotter.Accounts;
using Spotter.Corrections;
using Spotter.Tests.Scanning;

namespace Spotter.Tests.Corrections;

public sealed class PictureReviewTests
{
    [Fact]
    public async Task The_newest_pictures_come_first_and_each_comes_once()
    {
        await using var world = new ScanWorld();
        var accounts = await ScanAsync(world);

        var items = await world.Get<PictureReview>().FindAsync(new ReviewFilter { Accounts = accounts }, CancellationToken.None);

        Assert.Equal(["5", "3", "2", "1"], items.Select(item => item.Post.Id));
        Assert.Equal("scripted:anna", items[0].Account.ToString());
    }

    [Fact]
    public async Task Filters_choose_by_time_label_score_and_whether_a_person_spoke()
    {
        await using var world = new ScanWorld();
        var accounts = await ScanAsync(world);
        var filter = new ReviewFilter { Accounts = accounts };
        var first = (await world.Get<PictureReview>().FindAsync(filter, CancellationToken.None))[0];
        await world.Get<PictureLabels>().SetAsync(first.Labelled("other", "anna", world.Time.GetUtcNow()), CancellationToken.None);

        Assert.Equal(["3", "2", "1"], await FindAsync(world, filter));
        Assert.Equal(["5", "3", "2", "1"], await FindAsync(world, filter with { WithLabelled = true }));
        Assert.Equal(["3"], await FindAsync(world, filter with { Limit = 1 }));
        Assert.Equal(["3", "2"], await FindAsync(world, filter with { Since = first.Post.PostedAt - TimeSpan.FromMinutes(3) }));
        Assert.Equal(["2"], await FindAsync(world, filter with { Label = "specials-board" }));
        Assert.Empty(await FindAsync(world, filter with { MinScore = 0.95 }));
        Assert.Equal(
            ["5"], await FindAsync(world, filter with { Accounts = [accounts[1]], WithLabelled = true, UnsureFirst = true, Limit = 1 }));
    }

    [Fact]
    public async Task A_label_must_be_one_of_the_models_or_given_before_or_said_to_be_new()
    {
        await using var world = new ScanWorld();
        var accounts = await ScanAsync(world);
        var review = world.Get<PictureReview>();
        var known = await review.FindLabelsAsync("any", CancellationToken.None);

        PictureReview.RequireLabel("other", known);
        PictureReview.RequireLabel("menu", null);
        Assert.Contains(
            "There are: specials-board, other.",
            Assert.Throws<CorrectionException>(() => PictureReview.RequireLabel("menu", known)).Message
        );
        Assert.Throws<CorrectionException>(() => PictureReview.RequireLabel("../menu", null));

        var item = (await review.FindAsync(new ReviewFilter { Accounts = accounts }, CancellationToken.None))[0];
        await world.Get<PictureLabels>().SetAsync(item.Labelled("menu", "anna", world.Time.GetUtcNow()), CancellationToken.None);
        PictureReview.RequireLabel("menu", await review.FindLabelsAsync("any", CancellationToken.None));
    }

    private static async Task<IEnumerable<string>> FindAsync(ScanWorld world, ReviewFilter filter) =>
        (await world.Get<PictureReview>().FindAsync(filter, CancellationToken.None)).Select(item => item.Post.Id);

    // Anna's newest post shows again what Dave posted before.
    private static async Task<AccountId[]> ScanAsync(ScanWorld world)
    {
        world.Source.Add(
            "dave",
            world.NewPost("1", 1, "plate-1"),
            world.NewPost("2", 2, "board-2"),
            world.NewPost("3", 3, "plate-3"),
            world.NewPost("4", 4, "plate-5")
        );
        world.Source.Add("anna", world.NewPost("5", 5, "plate-5"));
        AccountId[] accounts = [await world.WatchAsync("dave"), await world.WatchAsync("anna")];
        foreach (var account in accounts)
            world.Scan(account);
        return accounts;
    }
}
