using System.Net;
using System.Text.RegularExpressions;
using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Corrections;
using Spotter.Models;
using Spotter.Posts;
using Spotter.Reading;
using Spotter.State;
using Spotter.Web.Feed;

namespace Spotter.Web.Tests.Feed;

public sealed partial class FeedPageTests : IAsyncLifetime
{
    private SiteWorld _site = null!;

    public async Task InitializeAsync() => _site = await SiteWorld.StartAsync();

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task It_shows_pictures_with_label_score_and_words_newest_first()
    {
        var dave = await _site.WatchAsync("instagram:dave");
        var board = await _site.StoreAsync(1, new LabelScore("specials-board", 0.97f), new LabelScore("other", 0.03f));
        await _site.AddAsync(dave, "old", 60, board with { Words = WordsOf("Clam chowder", "7.95") });
        await _site.AddAsync(dave, "new", 5, await _site.StoreAsync(2, new LabelScore("other", 0.8f)));

        var page = await _site.ReadAsync("/");

        Assert.Equal(["new", "old"], PostsOf(page));
        Assert.Contains("“Clam chowder / 7.95”", page);
        Assert.Contains("""<span class="name">specials-board</span><span class="score">0.97</span>""", page);
        Assert.Contains($"/pictures/{board.Id}/480", page);
        Assert.Contains(">5 min ago</time>", page);
    }

    [Theory]
    [InlineData("account=instagram:anna", "c")]
    [InlineData("label=specials-board", "a d")]
    [InlineData("label=specials-board&score=0.95", "a")]
    [InlineData("score=0.9", "a b c")]
    [InlineData("words=CHOWDER", "a")]
    [InlineData("words=soup|lentils", "b c")]
    [InlineData("since=1h", "a b")]
    [InlineData("since=1h&label=other", "b")]
    [InlineData("state=alerted", "b")]
    [InlineData("state=failed", "d")]
    [InlineData("state=corrected", "c")]
    [InlineData("state=waiting", "w")]
    [InlineData("state=waiting&account=instagram:anna", "")]
    public async Task It_filters(string query, string expected)
    {
        var dave = await _site.WatchAsync("instagram:dave");
        var anna = await _site.WatchAsync("instagram:anna");
        var board = await _site.StoreAsync(1, new LabelScore("specials-board", 0.97f));
        await _site.AddAsync(dave, Named("a", 10, board with { Words = WordsOf("Clam chowder") }));
        var key = await _site.AddAsync(dave, Named("b", 20, await _site.StoreAsync(2, new LabelScore("other", 0.93f)), "Lentils today"));
        await AlertAsync(dave, key);
        var corrected = await _site.StoreAsync(3, new LabelScore("specials-board", 0.8f));
        await _site.AddAsync(anna, Named("c", 90, corrected, "Soup!"));
        await CorrectAsync(anna, corrected);
        await _site.AddAsync(dave, Named("d", 100, await _site.StoreAsync(4, new LabelScore("specials-board", 0.6f))) with
        {
            Stage = PostStage.Failed,
            Reason = "It is gone.",
        });
        await _site.AddAsync(dave, Named("w", 1, new PictureRecord()) with { Stage = PostStage.Discovered });

        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), PostsOf(await _site.ReadAsync($"/?{query}")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("&account=instagram:dave")]
    public async Task It_goes_on_by_a_cursor_and_shows_each_post_once(string filter)
    {
        var dave = await _site.WatchAsync("instagram:dave");
        for (var number = 0; number < (2 * PostSearch.PageSize) + 5; number++)
            await _site.AddAsync(dave, $"n{number:D3}", number);

        var shown = new List<string>();
        var address = $"/?{filter}";
        while (address is not null)
        {
            var page = await _site.ReadAsync(address);
            shown.AddRange(PostsOf(page));
            address = Next().Match(page) is { Success: true } next ? WebUtility.HtmlDecode(next.Groups["address"].Value) : null;
        }

        Assert.Equal(Enumerable.Range(0, (2 * PostSearch.PageSize) + 5).Select(number => $"n{number:D3}"), shown);
    }

    [Fact]
    public async Task Posts_that_wait_are_all_shown_however_many_there_are()
    {
        var dave = await _site.WatchAsync("instagram:dave");
        var waiting = Enumerable.Range(0, PostSearch.MaxLooked + 5)
            .Select(number => Named($"n{number}", number, new PictureRecord()) with { Stage = PostStage.Discovered })
            .SelectMany(record => new[]
            {
                StateChange.Put(PostKeys.Prefix + PostKeys.Of(record.Post), record, PostJson.Default.PostRecord),
                StateChange.Put(PostKeys.ToDoPrefix + PostKeys.Of(record.Post), new ToDoMarker(), PostJson.Default.ToDoMarker),
            });
        foreach (var part in waiting.Chunk(IStateStore.MaxChanges))
            Assert.True(await _site.Get<IStateStore>().TryChangeAsync(dave.ToString(), part, CancellationToken.None));

        var (shown, cursor) = (0, (string?)null);
        do
        {
            var page = await _site.Get<PostSearch>().FindAsync(new FeedFilter { State = FeedState.Waiting }, cursor, default);
            (shown, cursor) = (shown + page.Posts.Count, page.Next);
        }
        while (cursor is not null);

        Assert.Equal(PostSearch.MaxLooked + 5, shown);
    }

    [Fact]
    public async Task It_looks_at_a_bounded_number_of_posts_and_says_how_far()
    {
        var dave = await _site.WatchAsync("instagram:dave");
        for (var number = 0; number < PostSearch.MaxLooked; number++)
            await _site.AddAsync(dave, $"n{number:D4}", number);
        await _site.AddAsync(dave, Named("found", 2 * PostSearch.MaxLooked, new PictureRecord(), "chowder"));

        var page = await _site.ReadAsync("/?words=chowder");

        Assert.Empty(PostsOf(page));
        Assert.Contains("Look further back", page);
        var further = WebUtility.HtmlDecode(Next().Match(page).Groups["address"].Value);
        Assert.Equal(["found"], PostsOf(await _site.ReadAsync(further)));
    }

    [Theory]
    [InlineData("score=2", "A score is a number from 0 to 1")]
    [InlineData("score=lots", "A score is a number from 0 to 1")]
    [InlineData("account=%3Cb%3E", "is not an account")]
    [InlineData("words=!!", "write words of letters and digits")]
    [InlineData("since=tomorrow", "is no time")]
    [InlineData("state=lost", "There are: any, alerted, corrected, failed, waiting.")]
    public async Task A_filter_that_makes_no_sense_is_told(string query, string expected)
    {
        using var answer = await _site.Client.GetAsync($"/?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(expected, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_cursor_that_is_none_is_refused()
    {
        using var answer = await _site.Client.GetAsync("/?cursor=nowhere");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task An_empty_feed_says_what_comes_and_what_to_do()
    {
        Assert.Contains("""<a href="/accounts">add an account</a>""", await _site.ReadAsync("/"));
        await _site.WatchAsync("instagram:dave");
        Assert.Contains("as soon as their first scan has brought them", await _site.ReadAsync("/"));
        Assert.Contains("No post fits", await _site.ReadAsync("/?label=other"));
    }

    [Fact]
    public async Task A_damaged_post_costs_itself()
    {
        var dave = await _site.WatchAsync("instagram:dave");
        await _site.AddAsync(dave, "whole", 5);
        var key = await _site.AddAsync(dave, "damaged", 6);
        var damage = StateChange.Put(PostKeys.Prefix + key, "{"u8.ToArray());
        await _site.Get<IStateStore>().TryChangeAsync(dave.ToString(), [damage], CancellationToken.None);

        var page = await _site.ReadAsync("/");

        Assert.Equal(["whole", "damaged"], PostsOf(page));
        Assert.Contains("cannot be read", page);
        Assert.Equal(["whole", "damaged"], PostsOf(await _site.ReadAsync("/?account=instagram:dave")));
    }

    [Fact]
    public async Task A_damaged_label_or_alert_costs_itself_and_not_its_post()
    {
        var dave = await _site.WatchAsync("instagram:dave");
        var board = await _site.StoreAsync(1, new LabelScore("specials-board", 0.97f));
        var key = await _site.AddAsync(dave, Named("a", 10, board, "Come early"));
        await _site.DamageAsync("labels", board.Id!.Value.Hex);
        await _site.DamageAsync($"{dave}", $"alert/{key}/1");

        var feed = await _site.ReadAsync("/");
        var page = await _site.ReadAsync($"/post?account=instagram:dave&key={key}");

        Assert.Contains("damaged: What a person said of picture", feed);
        Assert.Contains($"/pictures/{board.Id}/480", feed);
        Assert.Contains("0.97", feed);
        Assert.Contains("Come early", page);
        Assert.Contains("in the state cannot be read", page);
        Assert.Equal(2, page.Split("role=\"alert\"").Length - 1);
    }

    [Fact]
    public async Task The_way_of_a_post_has_times_and_tries_where_they_were_kept()
    {
        var dave = await _site.WatchAsync("instagram:dave");
        var record = _site.RecordOf("a", 10, await _site.StoreAsync(1, new LabelScore("other", 0.9f)));
        var key = await _site.AddAsync(dave, record with { Way = new PostWay { Stored = 12, Classified = 75, Ended = 75, Tries = 2 } });
        var older = await _site.AddAsync(dave, _site.RecordOf("b", 20, await _site.StoreAsync(2)));

        var page = await _site.ReadAsync($"/post?account=instagram:dave&key={key}");

        Assert.Matches("1 of 1 pictures stored <time [^>]+>12 s later</time>", page);
        Assert.Matches("classified by specials-board <time [^>]+>1 min later</time>", page);
        Assert.Matches("done <time [^>]+>1 min later</time>, after 2 tries that failed", page);
        Assert.DoesNotContain("later</time>", await _site.ReadAsync($"/post?account=instagram:dave&key={older}"));
    }

    [Fact]
    public async Task A_post_has_a_page_with_all_that_is_known_of_it()
    {
        var dave = await _site.WatchAsync("instagram:dave");
        var board = await _site.StoreAsync(1, new LabelScore("specials-board", 0.97f), new LabelScore("other", 0.03f));
        var key = await _site.AddAsync(dave, Named("a", 10, board with { Words = WordsOf("Clam chowder") }, "Come early"));
        await AlertAsync(dave, key);
        await _site.SayAsync(dave, "shop", 0.93);

        var page = await _site.ReadAsync($"/post?account=instagram:dave&key={key}");

        Assert.Contains("Come early", page);
        Assert.Contains("""<polygon class="line" points="0.1,0.1 0.9,0.1 0.9,0.2 0.1,0.2">""", page);
        Assert.Contains("""<span class="score">0.970</span>""", page);
        Assert.Contains("lunch: specials-board: <span class=\"good\">sent</span>", page);
        Assert.Contains("1 of 1 pictures stored", page);
        Assert.Contains("The account, by its captions: shop 0.93 by 12 captions (kind); right for 81", page);
    }

    [Theory]
    [InlineData("account=instagram:dave&key=251606480461-1", HttpStatusCode.NotFound)]
    [InlineData("account=instagram:dave&key=none", HttpStatusCode.NotFound)]
    [InlineData("account=instagram:dave", HttpStatusCode.NotFound)]
    [InlineData("key=251606480461-1", HttpStatusCode.BadRequest)]
    public async Task A_post_that_is_not_there_is_told(string query, HttpStatusCode expected)
    {
        using var answer = await _site.Client.GetAsync($"/post?{query}");

        Assert.Equal(expected, answer.StatusCode);
    }

    private static IEnumerable<string> PostsOf(string page) => Card().Matches(page).Select(match => match.Groups["id"].Value);

    private static PictureWords WordsOf(params string[] lines) =>
        new("test", [.. lines.Select(line => new WordLine(line, 1, [new(0.1f, 0.1f), new(0.9f, 0.1f), new(0.9f, 0.2f), new(0.1f, 0.2f)]))]);

    private PostRecord Named(string id, int minutesAgo, PictureRecord picture, string? caption = null)
    {
        var record = _site.RecordOf(id, minutesAgo, picture);
        return record with { Post = record.Post with { Caption = caption } };
    }

    private async Task AlertAsync(AccountId account, string key)
    {
        var post = (await _site.Get<PostRepository>().FindAsync(account, key, CancellationToken.None))!;
        var alert = new AlertRecord
        {
            Channel = "lunch",
            PostKey = key,
            Stage = AlertStage.Sent,
            SentAt = post.Value.Post.PostedAt,
            Message = new AlertMessage
            {
                Id = "1",
                Account = account,
                Label = "specials-board",
                Score = 0.9,
                PostedAt = post.Value.Post.PostedAt,
                Picture = post.Value.Pictures[0].Id!.Value,
                AltText = "a board",
                RecordedAt = post.Value.Post.PostedAt,
            },
        };
        await _site.Get<PostRepository>().SaveAsync(account, key, post, post.Value, [alert], CancellationToken.None);
    }

    private Task CorrectAsync(AccountId account, PictureRecord picture) => _site.Get<PictureLabels>().SetAsync(
        new PictureLabel
        {
            Picture = picture.Id!.Value,
            Label = "menu",
            By = "eva",
            At = DateTimeOffset.UnixEpoch,
            Account = account,
            PostKey = "",
            ModelLabel = "specials-board",
        },
        CancellationToken.None);

    [GeneratedRegex("""<a href="/post\?account=[^"]+&amp;key=\d+-(?<id>[^"]+)" class="shot">""")]
    private static partial Regex Card();

    [GeneratedRegex("""rel="next" href="(?<address>[^"]+)">""")]
    private static partial Regex Next();
}
