using System.Globalization;
using Spotter.Calls;
using Spotter.Posts;
using Spotter.State;
using Spotter.Tests.Scanning;
using Spotter.Watching;

namespace Spotter.Tests.Posts;

public sealed class PostFeedTests : IAsyncLifetime
{
    private const int MinutesPerMonth = 31 * 24 * 60;

    private readonly ScanWorld _world = Open();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _world.DisposeAsync().AsTask();

    [Fact]
    public async Task It_lists_the_settled_posts_of_all_accounts_newest_first_across_months()
    {
        await ScanAsync("dave", "1", "3", "5");
        await ScanAsync("anna", "2", "4", "6");

        Assert.Equal(["anna 6", "dave 5", "anna 4", "dave 3", "anna 2", "dave 1"], await ReadAsync(limit: 100));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    public async Task It_goes_on_after_the_part_before(int limit)
    {
        await ScanAsync("dave", "1", "3", "5");
        await ScanAsync("anna", "2", "4", "6");

        Assert.Equal(["anna 6", "dave 5", "anna 4", "dave 3", "anna 2", "dave 1"], await ReadAsync(limit));
    }

    [Fact]
    public async Task It_tells_what_was_seen_best_and_leads_to_the_post()
    {
        await ScanAsync("dave", "1");

        var entry = Assert.Single((await ListAsync(null, 10)).Entries);

        Assert.Equal("other", entry.Best!.Label);
        var post = await _world.Get<PostRepository>().FindAsync(entry.Account, entry.PostKey, CancellationToken.None);
        Assert.Equal(PostStage.Done, post!.Value.Stage);
    }

    [Fact]
    public async Task A_post_without_a_picture_is_in_it_as_soon_as_it_is_found()
    {
        var account = await _world.WatchAsync("dave");
        _world.Source.Add("dave", _world.NewPost("video") with { Pictures = [] });
        _world.Scan(account);

        Assert.Equal(["dave video"], await ReadAsync(limit: 10));
    }

    [Fact]
    public async Task A_post_that_is_owed_is_not_in_it_yet()
    {
        var account = await _world.WatchAsync("dave");
        _world.Source.Add("dave", _world.NewPost("1", -1, "cut-off"));
        _world.Source.BreakPicture("cut-off", Enumerable.Repeat(new SourceFailure(FailureKind.Transient, "cut off"), 9));
        _world.Scan(account);

        Assert.Empty(await ReadAsync(limit: 10));
    }

    [Fact]
    public async Task A_post_is_in_it_once_where_the_process_died_before_it_was_settled()
    {
        var account = await _world.WatchAsync("dave");
        _world.Source.Add("dave", _world.NewPost("1", -1));
        var store = _world.Get<CountingStateStore>();
        store.Changed = changes =>
        {
            // The entry of the feed is written.
            if (changes.Any(change => change.Key.EndsWith("scripted:dave 1", StringComparison.Ordinal)))
                store.Problem = new StateException("The power went.");
        };
        Assert.ThrowsAny<Exception>(() => _world.Scan(account));
        (store.Changed, store.Problem) = (_ => { }, null);

        Assert.Equal(PostStage.Stored, Assert.Single(await _world.PostsAsync(account)).Stage);
        Assert.Equal(["dave 1"], await ReadAsync(limit: 10));
        _world.Scan(account);

        Assert.Equal(PostStage.Done, Assert.Single(await _world.PostsAsync(account)).Stage);
        Assert.Equal(["dave 1"], await ReadAsync(limit: 10));
    }

    [Fact]
    public async Task What_an_earlier_version_settled_is_filled_in_once_and_gone_on_with_where_that_was_cut_off()
    {
        foreach (var handle in new[] { "anna", "dave", "zoe" })
            await SettleAsEarlierAsync(handle, posts: 400);
        var store = _world.Get<CountingStateStore>();
        store.Changed = changes =>
        {
            if (changes.Any(change => change.Key == "filled"))
                store.Problem = new StateException("The power went.");
        };

        // Each process does one step.
        for (var process = 0; process < 2; process++)
        {
            await Assert.ThrowsAsync<StateException>(() => NewFiller().FillAsync(CancellationToken.None));
            store.Problem = null;
        }

        store.Changed = _ => { };
        await NewFiller().FillAsync(CancellationToken.None);

        Assert.Equal(1_200, (await ReadAsync(limit: 500)).Distinct().Count());
        var (reads, ranges, changes) = (store.Reads, store.Ranges, store.Changes);
        await NewFiller().FillAsync(CancellationToken.None);
        Assert.Equal((1, 0, 0), (store.Reads - reads, store.Ranges - ranges, store.Changes - changes));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-11")]
    [InlineData("2026-11/")]
    [InlineData("november/1")]
    public async Task A_cursor_that_is_none_is_refused(string cursor) =>
        await Assert.ThrowsAsync<FormatException>(() => ListAsync(cursor, 10));

    private FeedFiller NewFiller() => new(_world.Get<IStateStore>(), _world.Get<WatchRepository>());

    // The number of a post tells its month.
    private async Task ScanAsync(string handle, params string[] ids)
    {
        var account = await _world.WatchAsync(handle);
        _world.Source.Add(handle, ids.Select(id => _world.NewPost(id, MinutesPerMonth * int.Parse(id, CultureInfo.InvariantCulture))));
        _world.Scan(account);
    }

    // The account's records alone, without those of the feed.
    private async Task SettleAsEarlierAsync(string handle, int posts)
    {
        var account = await _world.WatchAsync(handle);
        foreach (var chunk in Enumerable.Range(1, posts).Select(n => _world.NewPost($"{n}", -n)).Chunk(IStateStore.MaxChanges))
            await _world.Get<IStateStore>().TryChangeAsync(
                account.ToString(),
                [.. chunk.Select(post => StateChange.Add(
                    PostKeys.Prefix + PostKeys.Of(post),
                    new PostRecord { Post = post, FoundAt = post.PostedAt, Stage = PostStage.Done },
                    PostJson.Default.PostRecord))],
                CancellationToken.None);
    }

    private Task<FeedPage> ListAsync(string? cursor, int limit) => _world.Get<PostFeed>().ListAsync(cursor, limit, CancellationToken.None);

    private async Task<List<string>> ReadAsync(int limit)
    {
        var posts = new List<string>();
        string? cursor = null;
        do
        {
            var page = await ListAsync(cursor, limit);
            Assert.InRange(page.Entries.Count, 0, limit);
            posts.AddRange(page.Entries.Select(entry => $"{entry.Account.Handle} {PostKeys.Read(entry.PostKey).Id}"));
            cursor = page.Next;
        }
        while (cursor is not null);
        return posts;
    }

    private static ScanWorld Open() => new();
}
