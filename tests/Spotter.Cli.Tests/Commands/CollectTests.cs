using System.Text.Json;
using Spotter.Simulator;
using Spotter.Simulator.Scenarios;
using Spotter.Vision.Decoding;

namespace Spotter.Cli.Tests.Commands;

/// <summary>Whole accounts, from a file of names to files of posts.</summary>
public sealed class CollectTests : IAsyncLifetime, IDisposable
{
    private const int Posts = 24;

    private SimulatorHost _simulator = null!;
    private Workplace _workplace = null!;

    public async Task InitializeAsync()
    {
        _simulator = await SimulatorHost.StartAsync(
            new Scenario
            {
                Pictures = new PictureScript { Width = 160 },
                Accounts =
                [
                    ShopOf("dave"),
                    ShopOf("mary"),
                    new AccountScript { Handle = "gone", State = AccountState.Missing },
                ],
            },
            renderer: new VipsPictureRenderer());
        _workplace = new Workplace(
            new("Sources:Instagram:BaseAddress", $"{_simulator.GraphBaseAddress}"),
            new("Sources:Instagram:UserId", "1784"),
            new("Sources:Instagram:AccessToken", "simulated-token"),
            new("Sources:Instagram:CallBudget", "1000,1"),
            new("Pictures:AllowLoopback", "true"));
    }

    public async Task DisposeAsync() => await _simulator.DisposeAsync();

    public void Dispose() => _workplace.Dispose();

    [Fact]
    public async Task Accounts_become_files_and_the_same_command_goes_on_where_it_stopped()
    {
        var first = await CollectAsync("dave\n@mary\n", "--posts-per-account", "10");
        Assert.Equal(0, first.ExitCode);
        Assert.Equal(10, Lines("dave").Count);
        Assert.Equal(10, Directory.GetFiles(_workplace.PathOf("out/instagram_mary")).Length);
        var calls = Calls;

        var again = await CollectAsync("dave\n@mary\n", "--posts-per-account", "10");

        Assert.Equal(0, again.ExitCode);
        Assert.Equal(calls, Calls);
        Assert.Contains("2 of 2 accounts were done before", again.Error);
    }

    [Fact]
    public async Task Files_that_cannot_be_written_cost_their_account_alone()
    {
        var inTheWay = Directory.CreateDirectory(_workplace.PathOf("out/instagram_dave.jsonl"));

        var first = await CollectAsync("dave\nmary\n", "--posts-per-account", "2");
        inTheWay.Delete();
        var calls = Calls;
        var again = await CollectAsync("dave\nmary\n", "--posts-per-account", "2");

        Assert.Equal((1, 0), (first.ExitCode, again.ExitCode));
        Assert.Contains("The files of instagram:dave cannot be written", first.Error);
        Assert.Contains("2 of 2 accounts are done", first.Out);
        Assert.Equal((2, calls), (Lines("dave").Count, Calls));
    }

    [Theory]
    [InlineData("report.txt", "must end in .html or .json")]
    [InlineData("nowhere/report.html", "there is no folder")]
    public async Task A_report_that_cannot_be_written_is_told_before_anything_is_collected(string name, string told)
    {
        var run = await CollectAsync("dave\n", "--report", _workplace.PathOf(name));

        Assert.Equal((2, 0), (run.ExitCode, Calls));
        Assert.Contains(told, run.Error);
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("out", 2)]
    [InlineData("out/deeper", 1)]
    [InlineData("outside", 1)]
    public async Task A_folder_is_not_collected_into_itself(string folder, int exitCode)
    {
        var run = await CollectAsync($"folder:{_workplace.PathOf(folder)}\n");

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(exitCode == 2 ? "Choose a folder outside it" : "there is no directory", run.Error);
    }

    [Fact]
    public async Task Posts_that_were_collected_are_listed_though_nobody_watches_the_account()
    {
        await CollectAsync("dave\n", "--posts-per-account", "2");

        var posts = await _workplace.RunAsync("posts");

        Assert.Equal(2, posts.Out.Split("instagram:dave").Length - 1);
    }

    [Fact]
    public async Task A_line_of_the_file_has_all_that_is_known_and_its_picture_is_of_the_posts_time()
    {
        await CollectAsync("dave\n", "--label-with", "specials-board");

        var post = Lines("dave")[0];
        var picture = post.GetProperty("pictures")[0];
        var file = _workplace.PathOf($"out/{picture.GetProperty("file").GetString()}");
        Assert.Equal("instagram:dave", post.GetProperty("account").GetString());
        Assert.True(post.TryGetProperty("likes", out _));
        Assert.Equal(2, picture.GetProperty("labels").GetArrayLength());
        Assert.Equal(post.GetProperty("postedAt").GetDateTimeOffset().UtcDateTime, File.GetLastWriteTimeUtc(file));
        Assert.Equal(
            picture.GetProperty("sha256").GetString(), Spotter.Pictures.PictureId.Of(await File.ReadAllBytesAsync(file)).Hex);
    }

    [Fact]
    public async Task What_was_deleted_comes_back_without_a_call()
    {
        await CollectAsync("dave\n");
        Directory.Delete(_workplace.PathOf("out"), recursive: true);
        var calls = Calls;

        Assert.Equal(0, (await CollectAsync("dave\n")).ExitCode);

        Assert.Equal(Posts, Lines("dave").Count);
        Assert.Equal(calls, Calls);
    }

    [Fact]
    public async Task An_account_that_fails_costs_itself_and_is_told_with_its_reason()
    {
        var run = await CollectAsync("gone\nnot a handle!\ndave\nDave\n", "--json", "--report", _workplace.PathOf("report.html"));

        Assert.Equal(1, run.ExitCode);
        var rows = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(["failed", "done"], rows.EnumerateArray().Select(row => row.GetProperty("state").GetString()));
        Assert.Contains("no such account", rows[0].GetProperty("why").GetString());
        Assert.Contains("line 2", run.Error);
        Assert.Contains("line 4: instagram:dave stands in line 3, too", run.Error);
        Assert.Contains("1 of 2 accounts are done", await File.ReadAllTextAsync(_workplace.PathOf("report.html")));
    }

    [Fact]
    public async Task Only_what_is_wanted_is_written()
    {
        var run = await CollectAsync("dave\n", "--where", "likes >= 0 and not likes > 20", "--sidecar", "json,txt");

        Assert.All(Lines("dave"), post => Assert.InRange(post.GetProperty("likes").GetInt64(), 0, 20));
        Assert.True(Lines("dave").Count < Posts);
        Assert.Contains("left out by --where", run.Out);
        Assert.Equal(Lines("dave").Count, Directory.GetFiles(_workplace.PathOf("out/instagram_dave"), "*.json").Length);
    }

    [Fact]
    public async Task Files_look_as_instaloader_leaves_them()
    {
        var run = await CollectAsync("dave\n", "--layout", "instaloader", "--posts-per-account", "5");
        var both = await CollectAsync("dave\n", "--layout", "instaloader", "--sidecar", "json");

        Assert.Equal((0, 2), (run.ExitCode, both.ExitCode));
        Assert.Equal(5, Directory.GetFiles(_workplace.PathOf("out/dave"), "*_UTC.json").Length);
        Assert.Equal(5, Directory.GetFiles(_workplace.PathOf("out/dave"), "*_UTC.jpg").Length);
        Assert.Equal(5, Lines("dave").Count);
    }

    [Fact]
    public async Task What_the_source_says_of_a_post_stands_in_its_line_where_that_is_asked_for()
    {
        await CollectAsync("dave\n", "--posts-per-account", "2");
        Assert.All(Lines("dave"), post => Assert.False(post.TryGetProperty("raw", out _)));

        await CollectAsync("dave\n", "--keep-raw");

        Assert.All(Lines("dave"), post => Assert.Equal(
            post.GetProperty("id").GetString(), post.GetProperty("raw").GetProperty("id").GetString()));
        Assert.DoesNotContain("simulated-token", await File.ReadAllTextAsync(_workplace.PathOf("out/instagram_dave.jsonl")));
    }

    [Fact]
    public async Task A_proxy_that_refuses_is_told_and_its_password_is_not()
    {
        await File.WriteAllTextAsync(_workplace.PathOf("proxies.txt"), "# ours\nme:secret-word@127.0.0.1:1\n");
        _workplace.Set("Sources:Instagram:BaseAddress", "https://graph.invalid");
        _workplace.Set("Scanning:MaxCallAttempts", "2");

        var run = await CollectAsync("dave\n", "--proxy", _workplace.PathOf("proxies.txt"), "--backoff-mult", "0.01");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("the proxy 127.0.0.1:1-", run.Out);
        Assert.DoesNotContain("secret-word", run.Out + run.Error);
    }

    [Theory]
    [InlineData("http://a:1\nftp://me:secret-word@b:2", "Line 2 of")]
    [InlineData("me:secret word@b:2", "Line 1 of")]
    [InlineData("# nothing", "names no proxy")]
    [InlineData(null, "neither the address of a proxy nor a file")]
    public async Task A_file_of_proxies_that_cannot_be_read_is_wrong_usage(string? lines, string told)
    {
        if (lines is not null)
            await File.WriteAllTextAsync(_workplace.PathOf("proxies.txt"), lines);

        var run = await CollectAsync("dave\n", "--proxy", _workplace.PathOf("proxies.txt"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(told, run.Error);
        Assert.DoesNotContain("secret", run.Error);
    }

    [Fact]
    public async Task A_dry_run_says_what_it_takes_and_asks_nobody()
    {
        var run = await CollectAsync("dave\nmary\n", "--dry-run", "--limit", "1,30", "--limit", "60,3600", "--posts-per-account", "100");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("2 accounts, 0 of them done; call budget 1,30 60,3600", run.Out);
        Assert.Contains("at most 4 calls", run.Out);
        Assert.Equal(0, Calls);
        Assert.False(Directory.Exists(_workplace.PathOf("out")));
    }

    [Theory]
    [InlineData("--pattern", "../{account}{id}{n}.{ext}", "below the folder")]
    [InlineData("--where", "likes >> 3", "a number")]
    [InlineData("--only", "reels", "pictures or videos")]
    [InlineData("--sidecar", "json,xml", "json,txt")]
    [InlineData("--layout", "wget", "instaloader or gallery-dl")]
    [InlineData("--since", "yesterday", "30d")]
    [InlineData("--label-with", "nobody", "no model 'nobody'")]
    [InlineData("--limit", "often", "--limit: 'often' is not a call window")]
    public async Task What_makes_no_sense_is_wrong_usage(string option, string value, string told)
    {
        var run = await CollectAsync("dave\n", option, value);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(told, run.Error);
    }

    private int Calls => _simulator.CallsFor("instagram", "dave") + _simulator.CallsFor("instagram", "mary");

    private static AccountScript ShopOf(string handle) =>
        new() { Handle = handle, Series = [new SeriesScript { First = -60 * Posts, Every = 60, Count = Posts }] };

    private async Task<CommandRun> CollectAsync(string accounts, params string[] options)
    {
        await File.WriteAllTextAsync(_workplace.PathOf("accounts.txt"), accounts);
        return await _workplace.RunAsync(
            ["collect", "--accounts", _workplace.PathOf("accounts.txt"), "--out", _workplace.PathOf("out"), .. options]);
    }

    private List<JsonElement> Lines(string handle) =>
        [.. File.ReadLines(_workplace.PathOf($"out/instagram_{handle}.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];
}
