using System.Net;
using System.Net.ServerSentEvents;
using Spotter.Posts;
using Spotter.Web.News;

namespace Spotter.Web.Tests.News;

public sealed class EventPagesTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private SiteWorld _site = null!;

    public async Task InitializeAsync() => _site = await SiteWorld.StartAsync();

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task A_post_that_is_stored_later_is_told_of()
    {
        var dave = await _site.WatchAsync("instagram:dave");
        await _site.AddAsync(dave, "old", 40 * 24 * 60);
        var newest = (await _site.Get<PostFeed>().ListAsync(null, 1, CancellationToken.None)).Entries[0].Place;
        using var end = new CancellationTokenSource(Patience);
        await using var stream = await _site.Client.GetStreamAsync($"/api/events?after={Uri.EscapeDataString(newest)}", end.Token);
        await using var events = SseParser.Create(stream).EnumerateAsync(end.Token).GetAsyncEnumerator(end.Token);

        var told = events.MoveNextAsync();
        await _site.AddAsync(dave, "new", 1);

        Assert.True(await told);
        Assert.Equal(("posts", """{"count":1,"isMore":false}"""), (events.Current.EventType, events.Current.Data));
    }

    [Fact]
    public async Task A_question_is_held_back_until_there_are_more_posts_than_were_known()
    {
        var dave = await _site.WatchAsync("instagram:dave");
        await _site.AddAsync(dave, "old", 40 * 24 * 60);
        var newest = (await _site.Get<PostFeed>().ListAsync(null, 1, CancellationToken.None)).Entries[0].Place;
        await _site.AddAsync(dave, "known", 5);
        var address = $"/api/news?after={Uri.EscapeDataString(newest)}";

        var known = await _site.ReadAsync(address);
        var held = _site.ReadAsync($"{address}&known=1&wait=25");
        await _site.AddAsync(dave, "new", 1);

        Assert.Equal("""{"count":1,"isMore":false}""", known);
        Assert.Equal("""{"count":2,"isMore":false}""", await held);
    }

    [Fact]
    public async Task More_listeners_than_there_may_be_are_told_to_come_again()
    {
        await _site.AddAsync(await _site.WatchAsync("instagram:dave"), "1", 1);
        var streams = new List<Stream>();
        for (var listener = 0; listener < EventPages.MaxListeners; listener++)
            streams.Add(await _site.Client.GetStreamAsync("/api/events?after="));

        using var refused = await _site.Client.GetAsync("/api/events?after=", HttpCompletionOption.ResponseHeadersRead);
        using var held = await _site.Client.GetAsync("/api/news?wait=1");
        using var atOnce = await _site.Client.GetAsync("/api/news");
        foreach (var stream in streams)
            await stream.DisposeAsync();

        Assert.Equal(
            [HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK],
            new[] { refused, held, atOnce }.Select(answer => answer.StatusCode));
    }
}
