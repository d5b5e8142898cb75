using Spotter.Accounts;
using Spotter.Posts;
using Spotter.Scanning;
using Spotter.State;

namespace Spotter.Tests.Scanning;

/// <summary>An account that owes nothing is not searched for what it owes. Nothing may be lost by that.</summary>
public sealed class NothingOwedTests
{
    [Fact]
    public async Task A_state_that_does_not_say_whether_anything_is_owed_is_searched()
    {
        await using var world = new ScanWorld();
        var account = await WatchAsync(world);
        await world.Get<IStateStore>().UpdateAsync(
            new StateKey(account.ToString(), "progress"),
            ScanJson.Default.ScanProgress,
            progress => progress! with { OwesNothing = false },
            CancellationToken.None);

        Assert.Equal(2, Count(world, () => world.Scan(account)));
        Assert.Equal(0, Count(world, () => world.Scan(account)));
    }

    [Fact]
    public async Task Posts_that_were_added_right_before_the_process_died_are_worked_on()
    {
        await using var world = new ScanWorld();
        var account = await WatchAsync(world);
        await AddAsync(world, account, await world.Get<ScanRepository>().FindAsync(account, CancellationToken.None), posts: 1);

        world.Scan(account);

        Assert.All(await world.PostsAsync(account), post => Assert.Equal(PostStage.Done, post.Stage));
    }

    [Fact]
    public async Task The_first_of_very_many_posts_are_worked_on_where_the_process_died_before_the_last()
    {
        await using var world = new ScanWorld();
        var account = await WatchAsync(world);
        var store = world.Get<CountingStateStore>();
        store.Changed = _ => store.Problem = new StateException("The power went.");
        var read = await world.Get<ScanRepository>().FindAsync(account, CancellationToken.None);
        await Assert.ThrowsAsync<StateException>(() => AddAsync(world, account, read, posts: 50));
        (store.Changed, store.Problem) = (_ => { }, null);

        world.Scan(account);

        var posts = await world.PostsAsync(account);
        Assert.InRange(posts.Count, 30, 40);
        Assert.All(posts, post => Assert.Equal(PostStage.Done, post.Stage));
    }

    [Fact]
    public async Task A_scan_that_lost_its_lease_changes_nothing_any_more()
    {
        await using var world = new ScanWorld();
        var account = await WatchAsync(world);
        var read = await world.Get<ScanRepository>().FindAsync(account, CancellationToken.None);
        await world.Get<AccountLeases>().TakeAsync(account, "another", world.Time.GetUtcNow(), CancellationToken.None);

        await Assert.ThrowsAsync<StateException>(() => AddAsync(world, account, read, posts: 1));
        var summary = new ScanSummary { Account = account, StartedAt = world.Time.GetUtcNow(), EndedAt = world.Time.GetUtcNow() };
        await Assert.ThrowsAsync<StateException>(
            () => world.Get<ScanRepository>().EndAsync(account, read, read!.Value, summary, CancellationToken.None));

        Assert.Single(await world.PostsAsync(account));
        Assert.Equal("another", await world.Get<AccountLeases>().FindOwnerAsync(account, CancellationToken.None));
    }

    private static async Task<AccountId> WatchAsync(ScanWorld world)
    {
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("old", -1));
        world.Scan(account);
        world.Scan(account);
        return account;
    }

    private static Task AddAsync(
        ScanWorld world, AccountId account, Versioned<ScanProgress>? read, int posts) => world.Get<ScanRepository>().AddPostsAsync(
        account,
        [.. Enumerable.Range(1, posts).Select(n => world.NewPost($"{n}", n)).Select(post => new PostRecord
        {
            Post = post,
            FoundAt = world.Time.GetUtcNow(),
            Pictures = [new PictureRecord()],
        })],
        mayMove: true,
        read,
        read!.Value,
        CancellationToken.None);

    // A scan of a page that is known reads one range for it.
    private static int Count(ScanWorld world, Action scan)
    {
        var store = world.Get<CountingStateStore>();
        var before = store.Ranges;
        scan();
        return store.Ranges - before - 1;
    }
}
