using System.Text;
using Spotter.Accounts;
using Spotter.Posts;
using Spotter.Scanning;
using Spotter.Sources;
using Spotter.State;
using Spotter.Tests.Scanning;

namespace Spotter.Tests.Posts;

public sealed class PostLookupTests : IAsyncLifetime
{
    private static readonly AccountId Dave = AccountId.Parse("scripted:dave");

    private readonly ScanWorld _world = Open();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _world.DisposeAsync().AsTask();

    [Fact]
    public async Task Known_posts_are_found_with_one_range_and_no_read_of_their_own()
    {
        var posts = Enumerable.Range(1, 50).Select(n => _world.NewPost($"{n}", -n)).ToList();
        await AddAsync(posts);

        var (looks, reads, ranges) = await FindAsync(posts);

        Assert.Equal(posts.Select(post => post.Id), looks.Select(look => look.Known!.Value.Post.Id));
        Assert.Equal((0, 1), (reads, ranges));
    }

    [Fact]
    public async Task A_new_post_is_known_to_be_new_by_its_id()
    {
        await AddAsync([_world.NewPost("1", -1), _world.NewPost("3", -3)]);

        var (looks, reads, _) = await FindAsync([_world.NewPost("1", -1), _world.NewPost("2", -2), _world.NewPost("3", -3)]);

        Assert.Equal([true, false, true], looks.Select(look => look.Known is not null));
        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task A_post_that_comes_with_another_time_is_found_where_it_may()
    {
        await AddAsync([_world.NewPost("1", -1)]);
        var moved = _world.NewPost("1", -2);

        Assert.NotNull((await _world.Get<PostLookup>().FindAsync(Dave, [moved], mayMove: true, CancellationToken.None))[0].Known);
        Assert.Null((await _world.Get<PostLookup>().FindAsync(Dave, [moved], mayMove: false, CancellationToken.None))[0].Known);
    }

    [Fact]
    public async Task Posts_that_lie_far_apart_are_found_with_a_read_of_their_own()
    {
        await AddAsync(Enumerable.Range(0, 200).Select(n => _world.NewPost($"{n}", -n)));
        var page = new[] { 0, 1, 2, 3, 199, 4 }.Select(n => _world.NewPost($"{n}", -n)).ToList();

        var (looks, reads, ranges) = await FindAsync(page);

        Assert.Equal(page.Select(post => post.Id), looks.Select(look => look.Known!.Value.Post.Id));
        Assert.Equal((1, 1), (reads, ranges));
    }

    [Fact]
    public async Task Posts_of_one_second_are_told_apart()
    {
        var posts = Enumerable.Range(0, 80).Select(n => _world.NewPost($"{n:D2}", 0)).ToList();
        await AddAsync(posts);

        var (looks, _, _) = await FindAsync([posts[79], posts[0], _world.NewPost("new", 0)]);

        Assert.Equal(["79", "00", null], looks.Select(look => look.Known?.Value.Post.Id));
    }

    [Fact]
    public async Task A_post_whose_record_cannot_be_read_hides_no_other()
    {
        var posts = new[] { _world.NewPost("1", -1), _world.NewPost("2", -2) };
        await AddAsync(posts);
        var damage = StateChange.Put(PostKeys.Prefix + PostKeys.Of(posts[0]), Encoding.UTF8.GetBytes("{}"));
        await _world.Get<IStateStore>().TryChangeAsync(Dave.ToString(), [damage], CancellationToken.None);

        var (looks, _, _) = await FindAsync(posts);

        Assert.Equal([(true, false), (false, true)], looks.Select(look => (look.IsUnreadable, look.Known is not null)));
    }

    private Task AddAsync(IEnumerable<Post> posts) => _world.Get<ScanRepository>().AddPostsAsync(
        Dave,
        [.. posts.Select(post => new PostRecord { Post = post, FoundAt = post.PostedAt, Stage = PostStage.Done })],
        mayMove: true,
        read: null,
        new ScanProgress(),
        CancellationToken.None);

    private async Task<(IReadOnlyList<PostLook> Looks, int Reads, int Ranges)> FindAsync(IReadOnlyList<Post> page)
    {
        var store = _world.Get<CountingStateStore>();
        var (reads, ranges) = (store.Reads, store.Ranges);
        var looks = await _world.Get<PostLookup>().FindAsync(Dave, page, mayMove: true, CancellationToken.None);
        return (looks, store.Reads - reads, store.Ranges - ranges);
    }

    private static ScanWorld Open() => new();
}
