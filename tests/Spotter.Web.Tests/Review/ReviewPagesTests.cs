using System.Net;
using System.Text.RegularExpressions;
using Spotter.Accounts;
using Spotter.Corrections;
using Spotter.Models;
using Spotter.Posts;

namespace Spotter.Web.Tests.Review;

public sealed partial class ReviewPagesTests : IAsyncLifetime
{
    private SiteWorld _site = null!;
    private AccountId _dave;
    private PictureRecord _sure = null!;
    private PictureRecord _unsure = null!;
    private string _key = "";

    public async Task InitializeAsync()
    {
        _site = await SiteWorld.StartAsync();
        _dave = await _site.WatchAsync("instagram:dave");
        _sure = await _site.StoreAsync(1, new LabelScore("specials-board", 0.97f), new LabelScore("other", 0.03f));
        _unsure = await _site.StoreAsync(2, new LabelScore("other", 0.6f), new LabelScore("specials-board", 0.4f));
        await _site.AddAsync(_dave, "1", 5, _sure);
        _key = await _site.AddAsync(_dave, "2", 60, _unsure);
    }

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task The_picture_that_the_model_is_least_sure_of_comes_first()
    {
        var page = await _site.ReadAsync("/review");

        Assert.Equal(_unsure.Id!.Value.Hex, Shown(page));
        Assert.Contains("The model says <strong>other</strong>", page);
        Assert.Contains("<kbd>r</kbd> Right: other", page);
        Assert.Contains("<kbd>x</kbd> Wrong: specials-board", page);
    }

    [Fact]
    public async Task What_is_said_is_kept_as_the_command_keeps_it_and_the_next_picture_comes()
    {
        using var answer = await LabelAsync("specials-board");
        var page = await _site.ReadAsync("/review");

        var label = (await _site.Get<PictureLabels>().FindAsync(_unsure.Id!.Value, CancellationToken.None))!;
        Assert.Equal(
            ("specials-board", "other", "specials-board", _dave, _key, true),
            (label.Label, label.ModelLabel, label.Model, label.Account, label.PostKey, label.IsCorrection));
        Assert.Equal(_sure.Id!.Value.Hex, Shown(page));
        Assert.Contains("Said last: <strong>specials-board</strong>", page);
        Assert.Contains($"specials-board</span><span class=\"by\">says {Environment.UserName}", await _site.ReadAsync("/"));
    }

    [Fact]
    public async Task What_was_said_is_taken_back_as_far_as_one_likes()
    {
        using var first = await LabelAsync("specials-board");
        using var second = await _site.SendAsync(
            "/review", ("picture", _sure.Id!.Value.Hex), ("account", "instagram:dave"), ("key", await KeyOfAsync("1")), ("label", "other"));
        var end = await _site.ReadAsync("/review");

        var undone = await UndoAsync(end);
        await UndoAsync(undone);

        Assert.Contains("nobody said anything, appear here", end);
        Assert.Equal(_sure.Id!.Value.Hex, Shown(undone));
        Assert.Empty(await _site.Get<PictureLabels>().ListAsync(CancellationToken.None).ToListAsync());
    }

    [Fact]
    public async Task A_picture_can_be_skipped_and_comes_again()
    {
        var page = await _site.ReadAsync("/review");
        var skip = Skip().Match(page).Groups["address"].Value;

        var next = await _site.ReadAsync(skip);

        Assert.Equal(_sure.Id!.Value.Hex, Shown(next));
        Assert.Contains("All that is left was skipped.", await _site.ReadAsync(Skip().Match(next).Groups["address"].Value));
    }

    [Fact]
    public async Task Who_looks_at_one_account_goes_on_with_it_after_a_picture_that_was_skipped()
    {
        var anna = await _site.WatchAsync("instagram:anna");
        await _site.AddAsync(
            anna, "3", 7, await _site.StoreAsync(3, new LabelScore("other", 0.51f), new LabelScore("specials-board", 0.49f)));
        var page = await _site.ReadAsync("/review?account=instagram:dave&label=other");

        var next = await _site.ReadAsync(WebUtility.HtmlDecode(Skip().Match(page).Groups["address"].Value));

        Assert.Contains("All that is left was skipped.", next);
    }

    [Theory]
    [InlineData("soup", "", "There is no label &#39;soup&#39;.")]
    [InlineData("..", "on", "cannot be a label")]
    [InlineData("", "", "No label was chosen. There are: ")]
    [InlineData("", "on", "An empty text cannot be a label")]
    public async Task A_label_that_cannot_be_is_refused(string label, string isNew, string expected)
    {
        using var answer = await _site.SendAsync(
            "/review",
            ("picture", _unsure.Id!.Value.Hex), ("account", "instagram:dave"), ("key", _key), ("label", label), ("new", isNew));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(expected, await answer.Content.ReadAsStringAsync());
        Assert.Empty(await _site.Get<PictureLabels>().ListAsync(CancellationToken.None).ToListAsync());
    }

    [Fact]
    public async Task A_label_that_no_model_has_is_taken_where_it_is_said_to_be_new()
    {
        using var answer = await _site.SendAsync(
            "/review", ("picture", _unsure.Id!.Value.Hex), ("account", "instagram:dave"), ("key", _key), ("label", "soup"), ("new", "on"));

        Assert.Equal("soup", (await _site.Get<PictureLabels>().FindAsync(_unsure.Id!.Value, CancellationToken.None))!.Label);
    }

    [Fact]
    public async Task A_picture_of_another_post_is_refused()
    {
        using var answer = await _site.SendAsync(
            "/review", ("picture", new string('0', 64)), ("account", "instagram:dave"), ("key", _key), ("label", "other"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private Task<HttpResponseMessage> LabelAsync(string label) => _site.SendAsync(
        "/review",
        ("picture", _unsure.Id!.Value.Hex), ("account", "instagram:dave"), ("key", _key), ("label", label), ("to", "/review"));

    [Fact]
    public async Task What_a_person_said_before_counts_again_when_the_new_word_is_taken_back()
    {
        foreach (var label in new[] { "specials-board", "other" })
            (await _site.SendAsync(
                "/review", ("account", $"{_dave}"), ("key", _key), ("picture", _unsure.Id!.Value.Hex), ("label", label))).Dispose();

        (await _site.SendAsync("/review/undo", ("picture", _unsure.Id!.Value.Hex))).Dispose();

        var kept = await _site.Get<PictureLabels>().FindAsync(_unsure.Id!.Value, CancellationToken.None);
        Assert.Equal("specials-board", kept!.Label);
    }

    [Fact]
    public async Task What_is_damaged_costs_itself_and_a_damaged_label_is_said_again()
    {
        await _site.DamageAsync($"{_dave}", "post/" + await _site.AddAsync(_dave, "damaged", 7, await _site.StoreAsync(3)));
        await _site.DamageAsync("labels", _sure.Id!.Value.Hex);

        var page = await _site.ReadAsync("/review");
        using var said = await LabelAsync("specials-board");
        using var again = await _site.SendAsync(
            "/review", ("picture", _sure.Id!.Value.Hex), ("account", "instagram:dave"), ("key", await KeyOfAsync("1")), ("label", "other"));

        Assert.Equal(_unsure.Id!.Value.Hex, Shown(page));
        Assert.Contains("of instagram:dave in the state cannot be read", page);
        Assert.Contains("Or say again what it shows.", page);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (said.StatusCode, again.StatusCode));
        Assert.DoesNotContain("Or say again what it shows.", await _site.ReadAsync("/review"));
    }

    private async Task<string> UndoAsync(string page)
    {
        var picture = Last().Match(page).Groups["picture"].Value;
        using var answer = await _site.SendAsync("/review/undo", ("picture", picture));
        return await _site.ReadAsync(answer.Headers.Location!.OriginalString);
    }

    private async Task<string> KeyOfAsync(string id) => await _site.Get<PostRepository>()
        .ListAsync(_dave, after: null, CancellationToken.None)
        .Where(post => post.Post.Post.Id == id)
        .Select(post => post.Key)
        .SingleAsync();

    private static string Shown(string page) => Picture().Match(page).Groups["picture"].Value;

    [GeneratedRegex("""<img src="/pictures/(?<picture>\w+)/1600" alt="Picture""")]
    private static partial Regex Picture();

    [GeneratedRegex("""action="/review/undo"><input type="hidden" name="picture" value="(?<picture>\w+)">""")]
    private static partial Regex Last();

    [GeneratedRegex("""href="(?<address>/review\?skip=[\w,]+[^"]*)" data-key="s">""")]
    private static partial Regex Skip();
}
