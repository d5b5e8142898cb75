using System.Text.Json;
using Spotter.Pictures;
using Spotter.Simulator;
using Spotter.Simulator.Drawing;
using Spotter.Simulator.Scenarios;
using Spotter.Simulator.Videos;

namespace Spotter.Cli.Tests.Commands;

/// <summary>Accounts whose videos are kept.</summary>
public sealed class CollectVideosTests : IAsyncLifetime, IDisposable
{
    private const int VideoBytes = 50_000;

    private readonly Workplace _workplace = new();
    private SimulatorHost _simulator = null!;

    public async Task InitializeAsync()
    {
        _simulator = await SimulatorHost.StartAsync(new Scenario
        {
            Pictures = new PictureScript { Width = 64 },
            Videos = new VideoScript { Bytes = VideoBytes },
            Accounts =
            [
                new AccountScript { Handle = "dave", Source = "instagram-web", Posts = Mixed },
                new AccountScript { Handle = "mary", Source = "instagram-web", WebShape = WebShape.Mobile, Posts = Mixed },
                new AccountScript { Handle = "shop", Posts = Mixed },
                .. Enum.GetValues<VideoFault>().Select(fault => new AccountScript
                {
                    Handle = NameOf(fault),
                    Source = "instagram-web",
                    Posts = [new PostScript { At = -60, Pictures = [PictureKind.Other], Video = true, VideoFault = fault }],
                }),
            ],
        });
        Set(_workplace);
    }

    private void Set(Workplace workplace)
    {
        foreach (var (setting, value) in new (string, string)[]
        {
            ("Sources:Instagram:BaseAddress", $"{_simulator.GraphBaseAddress}"),
            ("Sources:Instagram:UserId", "1784"),
            ("Sources:Instagram:AccessToken", "simulated-token"),
            ("Sources:Instagram:CallBudget", "1000,1"),
            ("Sources:InstagramWeb:BaseAddress", $"{_simulator.WebBaseAddress}"),
            ("Sources:InstagramWeb:Enabled", "true"),
            ("Sources:InstagramWeb:CallBudget", "1000,1"),
            ("Pictures:AllowLoopback", "true"),
            ("Pictures:Retries", "0"),
            // What fails is left to the next run at once.
            ("Scanning:MaxPostAttempts", "1"),
        })
            workplace.Set(setting, value);
    }

    public async Task DisposeAsync() => await _simulator.DisposeAsync();

    public void Dispose() => _workplace.Dispose();

    [Fact]
    public async Task Videos_lie_beside_their_covers_and_are_told_with_all_that_is_known_of_them()
    {
        var run = await CollectAsync("instagram-web:dave\ninstagram-web:mary\ninstagram:shop\n", "--videos");

        Assert.True(run.ExitCode == 0, run.Out + run.Error);
        foreach (var account in new[] { "instagram-web_dave", "instagram-web_mary", "instagram_shop" })
        {
            var videos = Lines(account).SelectMany(VideosOf).ToList();
            Assert.Equal(3, videos.Count);
            Assert.All(videos, video =>
            {
                var bytes = File.ReadAllBytes(_workplace.PathOf($"out/{video.GetProperty("file").GetString()}"));
                Assert.Equal((VideoBytes, VideoBytes), (bytes.Length, video.GetProperty("length").GetInt32()));
                Assert.Equal(PictureId.Of(bytes).Hex, video.GetProperty("sha256").GetString());
                Assert.StartsWith($"{_simulator.BaseAddress}videos/", video.GetProperty("address").GetString());
            });
        }

        var files = Directory.GetFiles(_workplace.PathOf("out/instagram-web_dave")).Select(file => Path.GetFileName(file)).ToList();
        Assert.All(
            files.Where(file => file.EndsWith(".mp4", StringComparison.Ordinal)),
            video => Assert.Contains(Path.ChangeExtension(video, ".png"), files));
        var posts = JsonDocument.Parse((await _workplace.RunAsync("posts", "instagram-web:dave", "--json")).Out).RootElement;
        Assert.Equal(3, posts.EnumerateArray().SelectMany(VideosOf).Count(path => File.Exists(path.GetString())));
    }

    [Fact]
    public async Task Only_covers_come_where_videos_are_not_asked_for_and_the_videos_later_without_them_again()
    {
        Assert.Equal(0, (await CollectAsync("instagram-web:dave\n")).ExitCode);
        Assert.Empty(Videos);
        Assert.All(Lines("instagram-web_dave"), post => Assert.False(post.TryGetProperty("videos", out _)));

        var kept = await CollectAsync("instagram-web:dave\n", "--videos", "--only", "videos", "--json");
        var row = JsonDocument.Parse(kept.Out).RootElement[0];
        Assert.Equal((0, 2, 2), (kept.ExitCode, row.GetProperty("videos").GetInt32(), Videos.Count));

        // What is done and was deleted comes back without a call.
        var calls = _simulator.CallsFor("instagram-web", "dave");
        Directory.Delete(_workplace.PathOf("out"), recursive: true);
        Assert.Equal(0, (await CollectAsync("instagram-web:dave\n", "--videos", "--only", "videos")).ExitCode);
        Assert.Equal(2, Directory.GetFiles(_workplace.PathOf("out/instagram-web_dave"), "*.mp4").Length);
        Assert.Equal(calls, _simulator.CallsFor("instagram-web", "dave"));
    }

    [Fact]
    public async Task Each_thing_that_goes_wrong_costs_its_video_and_is_told_with_an_exit_code()
    {
        var names = Enum.GetValues<VideoFault>().Except([VideoFault.Hang]).Select(NameOf).ToList();
        var run = await CollectAsync(string.Join('\n', names.Select(name => $"instagram-web:{name}")), "--videos", "--json");

        Assert.Equal(1, run.ExitCode);
        var rows = JsonDocument.Parse(run.Out).RootElement.EnumerateArray().ToDictionary(
            row => row.GetProperty("account").GetString()!["instagram-web:".Length..], row => row.GetProperty("state").GetString());
        Assert.Equal(
            ["cut owed", "expired owed", "forbidden owed", "none done", "page owed", "truncated owed", "withheld done"],
            rows.Select(row => $"{row.Key} {row.Value}").Order(StringComparer.Ordinal));
        Assert.Contains("instagram-web:withheld: Video 1 of post", run.Error);
        Assert.Contains("it is not an MP4, QuickTime or WebM file", run.Out);
        Assert.Contains("it breaks off", run.Out);
        Assert.Single(Videos);
        Assert.Equal(names.Count, Directory.GetFiles(_workplace.PathOf("out"), "*.png", SearchOption.AllDirectories).Length);

        // Its page is read again, and has another address.
        Assert.Equal(0, (await CollectAsync("instagram-web:expired\n", "--videos")).ExitCode);
        Assert.Equal(2, Videos.Count);
    }

    [Fact]
    public async Task A_video_that_is_too_large_is_given_up_and_comes_when_more_is_allowed_and_it_is_asked_for()
    {
        _workplace.Set("Videos:MaxBytes", $"{VideoBytes - 1}");
        var run = await CollectAsync("instagram-web:none\n", "--videos");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("(Videos:MaxBytes)", run.Error);
        Assert.Empty(Videos);
        Assert.Contains("Videos:MaxBytes", (await _workplace.RunAsync("posts", "instagram-web:none", "--failed", "--json")).Out);

        _workplace.Set("Videos:MaxBytes", $"{VideoBytes}");
        Assert.Equal(1, (await CollectAsync("instagram-web:none\n", "--videos")).ExitCode);
        Assert.Equal(0, (await CollectAsync("instagram-web:none\n", "--videos", "--retry-failed")).ExitCode);
        Assert.Single(Videos);
    }

    [Fact]
    public async Task A_process_that_is_killed_in_the_middle_of_a_video_leaves_no_part_of_one()
    {
        var options = new[] { "--accounts", _workplace.PathOf("accounts.txt"), "--out", _workplace.PathOf("out"), "--videos" };
        await File.WriteAllTextAsync(_workplace.PathOf("accounts.txt"), "instagram-web:hang\n");
        using (var process = SpotterProcess.Start(_workplace, ["collect", .. options]))
        {
            while (!process.HasExited && !HasHalf())
                await Task.Delay(20);
            await process.KillAsync();
        }

        Assert.True(HasHalf());
        Assert.Empty(Videos);

        Assert.Equal(0, (await _workplace.RunAsync(["collect", .. options])).ExitCode);
        Assert.Single(Videos);
        Assert.False(HasHalf());
        Assert.Single(Directory.GetFiles(_workplace.PathOf("out"), "*.mp4", SearchOption.AllDirectories));

        bool HasHalf() => Directory.Exists(_workplace.PathOf("videos/incoming"))
            && new DirectoryInfo(_workplace.PathOf("videos/incoming")).EnumerateFiles().Any(file => file.Length > 0);
    }

    [Fact]
    public async Task What_is_owed_and_what_is_lost_on_the_way_is_brought_where_it_was_imported()
    {
        Assert.Equal(1, (await CollectAsync("instagram-web:expired\ninstagram-web:none\n", "--videos")).ExitCode);
        Assert.Equal(0, (await _workplace.RunAsync("export", "--out", _workplace.PathOf("export"))).ExitCode);
        foreach (var video in Directory.GetFiles(_workplace.PathOf("export"), "*.mp4", SearchOption.AllDirectories))
            File.Delete(video);

        using var other = new Workplace();
        Set(other);
        var import = await other.RunAsync("import", _workplace.PathOf("export"));
        Assert.Equal(1, import.ExitCode);
        Assert.Contains("is taken without a video: its file", import.Error);
        Assert.Contains("1 new post waits for pictures or videos: spotter collect --videos brings them", import.Error);

        // The address of the one that is owed has expired: the page has another.
        string[] collect =
            ["collect", "--accounts", _workplace.PathOf("accounts.txt"), "--out", other.PathOf("out"), "--videos"];
        Assert.Equal(1, (await other.RunAsync(collect)).ExitCode);
        Assert.Single(VideosOf(other));
        Assert.Equal(0, (await other.RunAsync([.. collect, "--retry-failed"])).ExitCode);
        Assert.Equal(2, VideosOf(other).Count);
    }

    [Fact]
    public async Task A_dry_run_says_that_the_size_of_videos_is_not_known() => Assert.Contains(
        "how large the files of videos are is not known", (await CollectAsync("instagram-web:dave\n", "--videos", "--dry-run")).Out);

    // Of three items that are videos, one is in a carousel.
    private static PostScript[] Mixed =>
    [
        new() { At = -60, Pictures = [PictureKind.Other], Video = true, Caption = "A reel" },
        new() { At = -120, Pictures = [PictureKind.Other, PictureKind.Other], Video = true, Caption = "A carousel" },
        new() { At = -180, Pictures = [PictureKind.Other] },
        new() { At = -240, Pictures = [PictureKind.Other], Video = true },
    ];

    private static string NameOf(VideoFault fault) => fault.ToString().ToLowerInvariant();

    private List<string> Videos => VideosOf(_workplace);

    private static List<string> VideosOf(Workplace workplace) => Directory.Exists(workplace.PathOf("videos"))
        ? [.. Directory.GetFiles(workplace.PathOf("videos"), "*.mp4", SearchOption.AllDirectories)]
        : [];

    private static IEnumerable<JsonElement> VideosOf(JsonElement post) =>
        post.TryGetProperty("videos", out var videos) && videos.ValueKind == JsonValueKind.Array ? videos.EnumerateArray() : [];

    private async Task<CommandRun> CollectAsync(string accounts, params string[] options)
    {
        await File.WriteAllTextAsync(_workplace.PathOf("accounts.txt"), accounts);
        return await _workplace.RunAsync(
            ["collect", "--accounts", _workplace.PathOf("accounts.txt"), "--out", _workplace.PathOf("out"), .. options]);
    }

    private List<JsonElement> Lines(string account) =>
        [.. File.ReadLines(_workplace.PathOf($"out/{account}.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];
}
