using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Spotter.Accounts;
using Spotter.Contracts.Pictures;
using Spotter.Corrections;
using Spotter.Models;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Reading;
using Spotter.Watching;
using Spotter.Web.Contracts;
using Spotter.Web.Models;
using Spotter.Web.Tests.Models;

namespace Spotter.Web.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class PagesInBrowserTests(ChromiumBrowser chromium)
{
    private const string Evil = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'><svg onload=alert(3)>\u202E{{7*7}}";

    // Half a second of a WebM, in base64.
    private const string Film = """
        async () => {
          const canvas = document.createElement('canvas');
          const pen = canvas.getContext('2d');
          const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: 'video/webm;codecs=vp8' });
          const parts = [];
          recorder.ondataavailable = event => parts.push(event.data);
          const ended = new Promise(end => { recorder.onstop = end; });
          recorder.start();
          for (let frame = 0; frame < 10; frame++) {
            pen.fillStyle = frame % 2 ? 'teal' : 'orange';
            pen.fillRect(0, 0, 300, 150);
            await new Promise(next => setTimeout(next, 50));
          }
          recorder.stop();
          await ended;
          return btoa(String.fromCharCode(...new Uint8Array(await new Blob(parts).arrayBuffer())));
        }
        """;

    [SkippableTheory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task Every_page_can_be_read_by_everybody_and_fits(int width, ColorScheme colours)
    {
        var browser = chromium.Require();
        await using var site = await SiteWorld.StartAsync();
        var key = await FillAsync(site);
        await using var visitor = await Visitor.ComeAsync(
            browser, site.Address, new() { ColorScheme = colours, ViewportSize = new() { Width = width, Height = 800 } });
        var page = visitor.Page;

        foreach (var address in AllPages(key))
        {
            await page.GotoAsync(address);
            await visitor.AssertReadableAsync();
        }

        visitor.AssertNothingWrong();
    }

    [SkippableFact]
    public async Task Nothing_that_a_stranger_wrote_runs_or_asks_another_origin()
    {
        var browser = chromium.Require();
        await using var site = await SiteWorld.StartAsync();
        var key = await FillAsync(site, evil: true);
        await using var visitor = await Visitor.ComeAsync(browser, site.Address);

        var evil = Uri.EscapeDataString(Evil);
        foreach (var address in AllPages(key).Append($"/?words={evil}").Append($"/?label={evil}"))
        {
            await visitor.Page.GotoAsync(address);
            Assert.Equal(0, await visitor.Page.Locator("main script, main img[src=x], main svg[onload], main iframe").CountAsync());
        }

        await visitor.Page.GotoAsync(key);
        await Assertions.Expect(visitor.Page.Locator(".caption")).ToContainTextAsync("<script>alert(2)</script>");
        // A page in the place of a link runs with the rights of this one.
        Assert.Equal(0, await visitor.Page.Locator("a[href^=javascript]").CountAsync());
        visitor.AssertNothingWrong();
    }

    [SkippableFact]
    public async Task The_pages_are_whole_without_scripts()
    {
        var browser = chromium.Require();
        await using var site = await SiteWorld.StartAsync();
        await FillAsync(site);
        await using var visitor = await Visitor.ComeAsync(browser, site.Address, new() { JavaScriptEnabled = false });
        var page = visitor.Page;

        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "label" }).SelectOptionAsync("specials-board");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(page.Locator(".card")).ToHaveCountAsync(1);
        await page.Locator(".shot").First.ClickAsync();
        await Assertions.Expect(page.GetByText("Clam chowder").Last).ToBeVisibleAsync();
        // A hasty click says nothing.
        await page.GetByRole(AriaRole.Button, new() { Name = "Say so" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("It shows")).ToHaveValueAsync("");
        Assert.Null(await site.Get<PictureLabels>().FindAsync(await BoardAsync(site), CancellationToken.None));
        await page.GetByRole(AriaRole.Link, new() { Name = "Review" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Right:" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Said last:")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Light or dark colours" }).ClickAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }

    [SkippableFact]
    public async Task Without_scripts_a_training_is_begun_looked_at_and_cancelled_and_the_top_line_counts()
    {
        var browser = chromium.Require();
        await using var site = await SiteWorld.StartAsync();
        await site.SaySixAsync(await site.WatchAsync("instagram:dave"));
        await site.AddAsync(AccountId.Parse("instagram:dave"), "unsure", 1, await site.StoreAsync(7, new LabelScore("other", 0.6f)));
        ((TrainerHere)site.Get<IModelRenewer>()).Gate = new TaskCompletionSource();
        await using var visitor = await Visitor.ComeAsync(browser, site.Address, new() { JavaScriptEnabled = false });
        var page = visitor.Page;

        await page.GotoAsync("/review");
        await page.GetByRole(AriaRole.Link, new() { Name = "Review (1)" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Train", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Train specials-board" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Training specials-board")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Look again" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        using var most = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await page.GetByText("was cancelled").CountAsync() == 0)
        {
            await Task.Delay(50, most.Token);
            await page.GotoAsync("/models");
        }
    }

    [SkippableFact]
    public async Task Without_scripts_two_models_are_compared_and_a_cell_leads_to_its_posts()
    {
        var browser = chromium.Require();
        var models = Directory.CreateTempSubdirectory("spotter-models-");
        ModelPagesTests.Copy(Path.Combine(models.FullName, "lunch"));
        await using var site = await SiteWorld.StartAsync([new("Models:Folder", models.FullName)]);
        await site.SayAsync(await site.WatchAsync("instagram:dave"), 1, "other");
        await using var visitor = await Visitor.ComeAsync(browser, site.Address, new() { JavaScriptEnabled = false });
        var page = visitor.Page;

        await page.GotoAsync("/models/compare");
        await page.Locator("select[name=a]").SelectOptionAsync("lunch/first");
        await page.Locator("select[name=b]").SelectOptionAsync("specials-board/first");
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();
        await Assertions.Expect(page.GetByText("no difference shows")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Open it" }).ClickAsync();
        await page.Locator(".opened a").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/post\\?"));
        models.Delete(recursive: true);
    }

    [SkippableFact]
    public async Task The_keyboard_alone_trains_and_cancels_and_what_is_shown_meanwhile_can_be_read()
    {
        var browser = chromium.Require();
        await using var site = await SiteWorld.StartAsync();
        await site.SaySixAsync(await site.WatchAsync("instagram:dave"));
        ((TrainerHere)site.Get<IModelRenewer>()).Gate = new TaskCompletionSource();
        await using var visitor = await Visitor.ComeAsync(
            browser, site.Address, new() { ColorScheme = ColorScheme.Dark, ViewportSize = new() { Width = 360, Height = 800 } });
        var page = visitor.Page;

        await page.GotoAsync("/models");
        await page.GetByRole(AriaRole.Button, new() { Name = "Train specials-board" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var cancel = page.GetByRole(AriaRole.Button, new() { Name = "Cancel" });
        await Assertions.Expect(cancel).ToBeVisibleAsync();
        await visitor.AssertReadableAsync();
        await cancel.FocusAsync();
        // The page is written anew each second, and must not take the focus from whoever is about to press a key.
        await page.WaitForResponseAsync("**/models/training");
        await page.WaitForResponseAsync("**/models/training");
        await Assertions.Expect(cancel).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("was cancelled")).ToBeVisibleAsync();
        await visitor.AssertReadableAsync();
        visitor.AssertNothingWrong();
    }

    [SkippableFact]
    public async Task The_keyboard_alone_reviews_and_undoes()
    {
        var browser = chromium.Require();
        await using var site = await SiteWorld.StartAsync();
        await FillAsync(site);
        await using var visitor = await Visitor.ComeAsync(browser, site.Address);
        var page = visitor.Page;

        await page.GotoAsync("/review");
        await page.Keyboard.PressAsync("x");
        await Assertions.Expect(page.GetByText("Said last: specials-board")).ToBeVisibleAsync();
        await page.WaitForLoadStateAsync();
        await page.Keyboard.PressAsync("r");
        await Assertions.Expect(page.GetByText("2 pictures have a person's label.")).ToBeVisibleAsync();
        await page.WaitForLoadStateAsync();
        await page.Keyboard.PressAsync("u");
        await Assertions.Expect(page.GetByText("1 picture has a person's label.")).ToBeVisibleAsync();
        await page.GotoAsync("/");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("1");
        await Assertions.Expect(page.Locator(".card").First).ToContainTextAsync("other, say you");
        await page.Keyboard.PressAsync("u");
        await Assertions.Expect(page.Locator(".card").First).ToContainTextAsync("0.97");
        Assert.Null(await site.Get<PictureLabels>().FindAsync(await BoardAsync(site), CancellationToken.None));
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/post\\?"));
        await page.WaitForLoadStateAsync();
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        visitor.AssertNothingWrong();
    }

    [SkippableFact]
    public async Task A_video_that_is_kept_is_played_from_the_keyboard()
    {
        var browser = chromium.Require();
        await using var site = await SiteWorld.StartAsync();
        await using var visitor = await Visitor.ComeAsync(browser, site.Address);
        var page = visitor.Page;
        await page.GotoAsync("/");
        var film = Convert.FromBase64String(await page.EvaluateAsync<string>(Film));
        var record = site.RecordOf("1", 5, await site.StoreAsync(1));
        record = record with { Post = record.Post with { Videos = [new(null, 0)] }, Videos = [await site.StoreAsync(film)] };
        var key = await site.AddAsync(AccountId.Parse("instagram:dave"), record);

        await page.GotoAsync($"/post?account=instagram:dave&key={key}");
        await page.Locator("video").FocusAsync();
        await page.Keyboard.PressAsync("Space");

        // Waiting for a function would evaluate text on the page, which its policy forbids.
        await page.Locator("video").EvaluateAsync(
            "film => new Promise(played => film.currentTime > 0 ? played() : film.addEventListener('timeupdate', played))")
            .WaitAsync(TimeSpan.FromSeconds(30));
        visitor.AssertNothingWrong();
    }

    [SkippableFact]
    public async Task A_key_lets_in_and_keeps_its_cookie_from_scripts()
    {
        var browser = chromium.Require();
        await using var site = await SiteWorld.StartAsync(HostedElsewhere, [new("Web:AccessKey", SiteWorld.Key)]);
        await using var visitor = await Visitor.ComeAsync(
            browser, site.Address, new() { ViewportSize = new() { Width = 360, Height = 800 } });
        var page = visitor.Page;

        await page.GotoAsync("/scans");
        await visitor.AssertReadableAsync();
        await page.GetByLabel("Access key").FillAsync(SiteWorld.Key);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Scans" })).ToBeVisibleAsync();
        Assert.Equal("", await page.EvaluateAsync<string>("document.cookie"));
        Assert.DoesNotContain("tests", page.Url);
        foreach (var address in new[] { "/models", "/check" })
        {
            await page.GotoAsync(address);
            await visitor.AssertReadableAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    [SkippableFact]
    public async Task New_posts_are_told_of_and_older_ones_come_when_their_place_is_reached()
    {
        var browser = chromium.Require();
        await using var site = await SiteWorld.StartAsync();
        var dave = await site.WatchAsync("instagram:dave");
        for (var number = 0; number < 60; number++)
            await site.AddAsync(dave, $"n{number}", 10 + number);
        await using var visitor = await Visitor.ComeAsync(browser, site.Address);
        var page = visitor.Page;

        await page.GotoAsync("/");
        await Assertions.Expect(page.Locator(".card")).ToHaveCountAsync(40);
        await page.EvaluateAsync("scrollTo(0, document.body.scrollHeight)");
        await Assertions.Expect(page.Locator(".card")).ToHaveCountAsync(60);
        await site.AddAsync(dave, "new", 1);
        await page.GetByRole(AriaRole.Button, new() { Name = "1 new post" }).ClickAsync();
        await Assertions.Expect(page.Locator(".card")).ToHaveCountAsync(61);
        await Assertions.Expect(page.Locator(".card").First).ToContainTextAsync("1 min ago");
        visitor.AssertNothingWrong();
    }

    [SkippableFact]
    public async Task Where_nothing_is_pushed_the_page_asks_and_tells_of_new_posts_all_the_same()
    {
        var browser = chromium.Require();
        await using var site = await SiteWorld.StartAsync(new SiteHost { NewsEvery = TimeSpan.FromSeconds(1) });
        var dave = await site.WatchAsync("instagram:dave");
        await site.AddAsync(dave, "old", 10);
        await using var visitor = await Visitor.ComeAsync(browser, site.Address);
        var page = visitor.Page;

        await page.GotoAsync("/");
        await site.AddAsync(dave, "new", 1);
        await page.GetByRole(AriaRole.Button, new() { Name = "1 new post" }).ClickAsync();
        await Assertions.Expect(page.Locator(".card")).ToHaveCountAsync(2);
        await site.AddAsync(dave, "newer", 0);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "1 new post" })).ToBeVisibleAsync();
        visitor.AssertNothingWrong();
    }

    [SkippableFact]
    public async Task Where_a_stream_is_refused_the_page_asks()
    {
        var browser = chromium.Require();
        await using var site = await SiteWorld.StartAsync();
        var dave = await site.WatchAsync("instagram:dave");
        await site.AddAsync(dave, "old", 10);
        await using var visitor = await Visitor.ComeAsync(browser, site.Address);
        var page = visitor.Page;
        await page.RouteAsync("**/api/events?*", route => route.FulfillAsync(new() { Status = 204 }));

        await page.GotoAsync("/");
        await site.AddAsync(dave, "new", 1);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "1 new post" })).ToBeVisibleAsync();
        visitor.AssertNothingWrong();
    }

    [SkippableFact]
    public async Task What_does_not_come_to_the_feed_is_told_and_can_be_tried_again()
    {
        var browser = chromium.Require();
        await using var site = await SiteWorld.StartAsync(new SiteHost { NewsEvery = TimeSpan.FromSeconds(0.1) });
        var dave = await site.WatchAsync("instagram:dave");
        for (var number = 0; number < 41; number++)
            await site.AddAsync(dave, $"n{number}", 10 + number, await site.StoreAsync(1, new LabelScore("specials-board", 0.97f)));
        await using var visitor = await Visitor.ComeAsync(browser, site.Address);
        var page = visitor.Page;
        var cards = page.Locator(".card");
        var interference = await Interference.ComeAsync(page);
        var asked = 0;
        page.Request += (_, request) => asked += request.Url.Contains("/?cursor=", StringComparison.Ordinal) ? 1 : 0;

        interference.Cut("^/[?]cursor=");
        await page.GotoAsync("/");
        await page.EvaluateAsync("scrollTo(0, document.body.scrollHeight)");
        await Assertions.Expect(ToldOf(page, "Older posts did not come. Spotter cannot be reached.")).ToBeVisibleAsync();
        await visitor.AssertReadableAsync();
        Assert.Equal(1, asked);
        interference.End();
        await TryAgainAsync(page);
        await Assertions.Expect(cards).ToHaveCountAsync(41);

        interference.AnswerBadGateway("^/review");
        await cards.First.Locator(".shot").FocusAsync();
        await page.Keyboard.PressAsync("1");
        await Assertions.Expect(ToldOf(page, "other did not get through. Spotter answered with the status 502.")).ToBeVisibleAsync();
        interference.End();
        await TryAgainAsync(page);
        await Assertions.Expect(cards.First).ToContainTextAsync("other, say you");

        interference.Cut("^/review/undo");
        await page.Keyboard.PressAsync("u");
        await Assertions.Expect(ToldOf(page, "That is not taken back.")).ToBeVisibleAsync();
        interference.End();
        await TryAgainAsync(page);
        await Assertions.Expect(cards.First).ToContainTextAsync("0.97");

        interference.Cut("^/api/news[?]");
        await Assertions.Expect(ToldOf(page, "New posts are not told of.")).ToBeVisibleAsync();
        interference.End();
        await Assertions.Expect(ToldOf(page, "New posts are not told of.")).ToBeHiddenAsync();

        await site.AddAsync(dave, "new", 1);
        interference.Cut("^/$");
        await page.GetByRole(AriaRole.Button, new() { Name = "1 new post" }).ClickAsync();
        await Assertions.Expect(ToldOf(page, "New posts did not come.")).ToBeVisibleAsync();
        interference.End();
        await TryAgainAsync(page);
        await Assertions.Expect(cards).ToHaveCountAsync(42);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "1 new post" })).ToBeHiddenAsync();
    }

    [SkippableFact]
    public async Task What_does_not_come_to_a_preview_is_told_and_can_be_tried_again()
    {
        var browser = chromium.Require();
        await using var site = await SiteWorld.StartAsync();
        await site.WatchAsync("instagram:dave");
        await using var visitor = await Visitor.ComeAsync(browser, site.Address);
        var page = visitor.Page;

        var interference = await Interference.ComeAsync(page);
        await page.GotoAsync("/accounts/edit?account=instagram:dave");
        interference.Cut("^/accounts/edit[?]");
        await page.Locator("textarea[name=rules]").FillAsync("likes > 3");
        await Assertions.Expect(ToldOf(page, "The preview is of what was written before.")).ToBeVisibleAsync();
        await visitor.AssertReadableAsync();
        interference.End();
        await TryAgainAsync(page);
        await Assertions.Expect(page.Locator("#preview")).ToContainTextAsync("likes > 3");
        await Assertions.Expect(ToldOf(page, "The preview")).ToBeHiddenAsync();
    }

    // By a screen reader, too.
    private static ILocator ToldOf(IPage page, string text) => page.GetByRole(AriaRole.Status).GetByText(text);

    private static Task TryAgainAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

    // As the Azure app says it.
    private static readonly SiteHost HostedElsewhere = new()
    {
        KeyAdvice = "No access key is set, so nothing is shown here.",
        KeyPlace = "It is the secret 'access-key' of the app's key vault. Whoever may read it there:",
        KeyCommand = "az keyvault secret show --vault-name \"$AZURE_KEY_VAULT_NAME\" --name access-key --query value --output tsv",
        ModelAdvice = "This app has the models that were published with it, and trains none.",
        CheckAdvice = "This app checks its settings when it starts.",
    };

    private static async Task<PictureId> BoardAsync(SiteWorld site) => (await site.StoreAsync(1)).Id!.Value;

    private static IEnumerable<string> AllPages(string post) =>
    [
        "/", post, "/accounts", "/accounts/edit?account=instagram:dave", "/scans", "/review", "/insights", "/models", "/models/compare",
        "/check", "/?label=nothing", "/sign-in", "/nowhere",
    ];

    /// <summary>A board, another picture and one that is gone.</summary>
    /// <returns>The page of the board.</returns>
    private static async Task<string> FillAsync(SiteWorld site, bool evil = false)
    {
        var text = evil ? Evil : "Come early: soup!";
        var dave = await site.WatchAsync("instagram:dave", "specials-board");
        var named = AccountId.Parse(evil ? $"instagram:{Evil}" : "instagram:a_handle_of_thirty_characters_");
        await site.Get<WatchRepository>().TryAddAsync(
            new Watch { Account = named, Since = DateTimeOffset.UnixEpoch }, CancellationToken.None);
        var board = await site.StoreAsync(1, new LabelScore("specials-board", 0.97f), new LabelScore(evil ? Evil : "other", 0.03f));
        var words = new PictureWords(
            "test", [new WordLine(evil ? Evil : "Clam chowder", 1, [new(0.1f, 0.1f), new(0.9f, 0.1f), new(0.9f, 0.2f), new(0.1f, 0.2f)])]);
        var record = site.RecordOf("1", 5, board with { Words = words });
        var link = evil ? "javascript:alert(4)" : "https://example.com/1";
        record = record with
        {
            Post = record.Post with { Caption = text, Link = link, Likes = 12, Videos = [new(link, 0), new(link, 0)] },
            Videos = [await site.StoreAsync(SampleVideos.Mp4()), new VideoRecord { IsLost = true, Failure = text }],
        };
        var key = await site.AddAsync(dave, record);
        var unsure = await site.StoreAsync(2, new LabelScore("other", 0.6f), new LabelScore("specials-board", 0.4f));
        await site.AddAsync(named, site.RecordOf("2", 60, unsure));
        var failed = site.RecordOf("3", 90, new PictureRecord { IsLost = true, Failure = text });
        await site.AddAsync(dave, failed with { Stage = PostStage.Failed, Reason = text });
        if (evil)
            await site.Get<PictureLabels>().SetAsync(LabelOf(unsure, named, text), CancellationToken.None);
        return $"/post?account=instagram:dave&key={key}";
    }

    private static PictureLabel LabelOf(PictureRecord picture, AccountId account, string label) => new()
    {
        Picture = picture.Id!.Value,
        Label = label,
        By = label,
        At = DateTimeOffset.UnixEpoch,
        Account = account,
        PostKey = "",
        ModelLabel = label,
    };
}
