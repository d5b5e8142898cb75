using Spotter.Calls;
using Spotter.Pictures;
using Spotter.Sources;
using Xunit;

namespace Spotter.Contracts.Sources;

/// <summary>What every source does.</summary>
public abstract class PostSourceContract
{
    /// <summary>The handle of an account of <see cref="Posts"/> posts, no two of one time, each with a picture.</summary>
    protected virtual string Shop => "shop";

    /// <summary>The handle of an account without posts.</summary>
    protected virtual string Empty => "empty";

    /// <summary>The handle of no account.</summary>
    protected virtual string Missing => "missing";

    /// <summary>More than one page of any source, as <see cref="PageSize"/> is asked for.</summary>
    protected const int Posts = 30;

    private const int PageSize = 10;

    /// <summary>Opens a source that has these accounts.</summary>
    protected abstract Task<IPostSource> OpenAsync();

    [Fact]
    public async Task Its_name_can_stand_before_the_colon_of_an_account() =>
        Assert.Matches("^[a-z][a-z-]*$", (await OpenAsync()).Name);

    [Fact]
    public async Task Posts_come_newest_first()
    {
        var page = await FetchAsync(await OpenAsync(), Shop);

        Assert.Null(page.Failure);
        Assert.NotEmpty(page.Posts);
        Assert.Equal(page.Posts.OrderByDescending(post => post.PostedAt), page.Posts);
    }

    [Fact]
    public async Task Cursors_lead_on_to_the_oldest_post_and_each_post_comes_once()
    {
        var pages = await FetchAllAsync(await OpenAsync());

        var posts = pages.SelectMany(page => page.Posts).ToList();
        Assert.True(pages.Count > 1);
        Assert.Equal(Posts, posts.DistinctBy(post => post.Id).Count());
        Assert.Equal(posts.OrderByDescending(post => post.PostedAt).Select(post => post.Id), posts.Select(post => post.Id));
        Assert.Equal(Posts, posts.Count);
    }

    [Fact]
    public async Task A_post_that_is_fetched_again_has_the_same_id_and_time()
    {
        var source = await OpenAsync();

        var (first, second) = (await FetchAllAsync(source), await FetchAllAsync(source));

        Assert.Equal(Identify(first), Identify(second));
    }

    [Fact]
    public async Task A_page_that_is_fetched_again_leads_on_to_the_same_posts()
    {
        var source = await OpenAsync();
        var cursor = (await FetchAsync(source, Shop)).NextCursor;

        var (first, second) = (await FetchAsync(source, Shop, cursor), await FetchAsync(source, Shop, cursor));

        Assert.NotEmpty(first.Posts);
        Assert.Equal(Identify([first]), Identify([second]));
    }

    [Fact]
    public async Task The_pictures_of_a_post_can_be_fetched()
    {
        var source = await OpenAsync();
        var page = await FetchAsync(source, Shop);

        foreach (var picture in page.Posts.SelectMany(post => post.Pictures).Take(3))
        {
            var download = await source.FetchPictureAsync(picture, CancellationToken.None);
            Assert.Null(download.Failure);
            Assert.Null(PictureSniffer.FindProblem(download.Bytes.ToArray()));
        }
    }

    [Fact]
    public async Task An_account_without_posts_is_an_empty_page_and_no_failure()
    {
        var page = await FetchAsync(await OpenAsync(), Empty);

        Assert.Null(page.Failure);
        Assert.Empty(page.Posts);
        Assert.Null(page.NextCursor);
    }

    [Fact]
    public async Task An_account_that_is_not_there_is_a_failure_and_not_an_exception()
    {
        var source = await OpenAsync();

        var page = await FetchAsync(source, Missing);

        Assert.Equal(FailureKind.Unavailable, page.Failure!.Kind);
        Assert.Empty(page.Posts);
    }

    [Fact]
    public async Task A_message_leaves_the_account_to_whoever_shows_it()
    {
        var source = await OpenAsync();

        var page = await FetchAsync(source, Missing);

        Assert.NotEmpty(page.Failure!.Message);
        Assert.DoesNotContain($"{source.Name}:{Missing}", page.Failure.Message);
    }

    [Fact]
    public async Task An_empty_handle_is_none_and_the_reason_is_a_sentence() =>
        Assert.EndsWith(".", (await OpenAsync()).FindHandleError(""));

    [Fact]
    public async Task A_usual_spelling_is_usual()
    {
        var source = await OpenAsync();

        Assert.Null(source.FindHandleError(Shop));
        Assert.Equal(Shop, source.Normalise(Shop));
    }

    [Fact]
    public async Task A_picture_that_is_nowhere_is_a_failure_and_not_an_exception()
    {
        var download = await (await OpenAsync()).FetchPictureAsync(new PostPicture("no address"), CancellationToken.None);

        Assert.NotNull(download.Failure);
        Assert.True(download.Bytes.IsEmpty);
    }

    [Fact]
    public async Task Whoever_cancels_gets_no_page_and_no_picture()
    {
        var source = await OpenAsync();
        var picture = (await FetchAsync(source, Shop)).Posts[0].Pictures[0];
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => source.FetchPageAsync(new PageRequest(Shop, null, PageSize), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => source.FetchPictureAsync(picture, cancelled));
    }

    private static Task<PageResult> FetchAsync(IPostSource source, string handle, string? cursor = null) =>
        source.FetchPageAsync(new PageRequest(handle, cursor, PageSize), CancellationToken.None);

    private async Task<List<PageResult>> FetchAllAsync(IPostSource source)
    {
        var pages = new List<PageResult> { await FetchAsync(source, Shop) };
        while (pages[^1].NextCursor is { } cursor && pages.Count <= Posts)
            pages.Add(await FetchAsync(source, Shop, cursor));
        return pages;
    }

    private static List<(string Id, DateTimeOffset PostedAt)> Identify(IEnumerable<PageResult> pages) =>
        [.. pages.SelectMany(page => page.Posts).Select(post => (post.Id, post.PostedAt))];
}
