using System.Text.Json;
using Microsoft.Extensions.Options;
using Spotter.Contracts;
using Spotter.Contracts.Pictures;
using Spotter.Local.State;
using Spotter.Posts;
using Spotter.Sources;
using Spotter.State;
using Spotter.Vision.Decoding;

namespace Spotter.Cli.Tests.Commands;

/// <summary>Posts and pictures leave a workplace and come into another, by the commands.</summary>
public sealed class MovingTests : IDisposable
{
    private const string Account = "instagram-web:dave";
    private const int Posts = 12;

    private readonly Workplace _workplace = new();
    private readonly SmallDisk _disk = new();

    public void Dispose()
    {
        _workplace.Dispose();
        _disk.Dispose();
    }

    [Fact]
    public async Task What_was_imported_is_exported_checked_and_imported_elsewhere()
    {
        await FillAsync();
        using var other = new Workplace();

        var export = await _workplace.RunAsync("export", "--format", "tar", "--chunk", "100KB", "--out", _workplace.PathOf("parts"));
        var check = await _workplace.RunAsync("verify", _workplace.PathOf("parts"), "--json");
        var import = await other.RunAsync("import", _workplace.PathOf("parts"), "--json");
        var posts = await other.RunAsync("posts", Account, "--json");

        Assert.True(export.ExitCode == 0, export.Error);
        Assert.Contains($"{Posts} posts and {Posts} pictures in ", export.Out);
        Assert.Equal(0, check.ExitCode);
        Assert.Equal(Posts, JsonDocument.Parse(import.Out).RootElement.GetProperty("added").GetInt32());
        Assert.Equal(Posts, JsonDocument.Parse(posts.Out).RootElement.GetArrayLength());
    }

    [Fact]
    public async Task A_first_page_goes_to_the_output()
    {
        await FillAsync();

        var run = await _workplace.RunAsync("export", "--format", "jsonl", "--limit", "3", "--out", "-");

        Assert.Equal(0, run.ExitCode);
        Assert.All(run.Out.TrimEnd().Split('\n'), line => Assert.Equal(
            Account, JsonDocument.Parse(line).RootElement.GetProperty("account").GetString()));
        Assert.Equal(3, run.Out.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task What_was_changed_is_named_and_ends_with_1()
    {
        await FillAsync();
        await _workplace.RunAsync("export", "--format", "csv", "--out", _workplace.PathOf("out"));
        await File.AppendAllTextAsync(_workplace.PathOf("out/instagram-web_dave.csv"), "x");

        var run = await _workplace.RunAsync("verify", _workplace.PathOf("out"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("changed: instagram-web_dave.csv", run.Out);
    }

    [SkippableFact]
    public async Task A_full_disk_in_the_middle_of_a_part_is_told_and_with_more_space_the_rest_is_written()
    {
        Skip.IfNot(_disk.TryMount(megabytes: 1), "No disk can be mounted here.");
        await FillAsync(dots: 3_000);
        string[] command = ["export", "--format", "tar", "--chunk", "300KB", "--out", Path.Combine(_disk.Path, "parts")];

        var full = await _workplace.RunAsync(command);
        Assert.True(_disk.TryResize(megabytes: 20));
        var unfinished = await _workplace.RunAsync("verify", Path.Combine(_disk.Path, "parts"));
        var after = await _workplace.RunAsync(command);

        Assert.Equal(1, full.ExitCode);
        Assert.Contains("free some space, and run the same command again", full.Error);
        Assert.Equal(1, unfinished.ExitCode);
        Assert.Contains("not whole", unfinished.Out);
        Assert.True(after.ExitCode == 0, after.Error);
        Assert.Equal(0, (await _workplace.RunAsync("verify", Path.Combine(_disk.Path, "parts"))).ExitCode);
    }

    [Theory]
    [InlineData("pictures", "Pictures:Folder")]
    [InlineData("videos", "Videos:Folder")]
    public async Task A_disk_that_is_not_attached_is_not_copied_as_if_there_were_nothing(string folder, string setting)
    {
        var from = Directory.CreateDirectory(_workplace.PathOf("dave")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(from, "reel.jpg"), SamplePictures.RedBluePng);
        await File.WriteAllBytesAsync(Path.Combine(from, "reel.mp4"), SampleVideos.Mp4());
        await File.WriteAllTextAsync(Path.Combine(from, "reel.mp4.json"), """
            {"category":"instagram","username":"dave","post_id":"1","num":1,"date":"2023-05-02 12:00:00","extension":"mp4"}
            """);
        Assert.Equal(0, (await _workplace.RunAsync("import", from)).ExitCode);
        await DamagePostAsync(new Post { Id = "2", PostedAt = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero) });
        _workplace.Set("Storage:Blobs:ConnectionString", "UseDevelopmentStorage=true");
        _workplace.Set("Storage:Tables:ConnectionString", "UseDevelopmentStorage=true");
        Directory.CreateDirectory(_workplace.PathOf("pictures"));
        Directory.Delete(_workplace.PathOf(folder), recursive: true);

        var run = await _workplace.RunAsync("copy", "--to", "azure");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"{_workplace.PathOf(folder)} is not there", run.Error);
        Assert.Contains(setting, run.Error);
    }

    [Theory]
    [InlineData("write folder, tar, csv", "export", "--format", "zip", "--out", "x")]
    [InlineData("--chunk is 'much'", "export", "--format", "tar", "--chunk", "much", "--out", "x")]
    [InlineData("add --format tar", "export", "--chunk", "1MB", "--out", "x")]
    [InlineData("add --format jsonl", "export", "--out", "-")]
    [InlineData("instagram:nobody has no posts here", "export", "--account", "instagram:nobody", "--out", "x")]
    [InlineData("no file and no folder", "import", "nowhere")]
    [InlineData("There is no folder", "verify", "nowhere")]
    [InlineData("spotter copy --to azure", "copy")]
    [InlineData("spotter copy --to azure", "copy", "--to", "mars")]
    [InlineData("write it with --to azure", "copy", "--from", "azure", "--remove-after-verify")]
    [InlineData("No storage account is named", "copy", "--to", "azure")]
    public async Task What_makes_no_sense_is_wrong_usage(string told, params string[] words)
    {
        var run = await _workplace.RunAsync(words);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(told, run.Error);
    }

    private async Task DamagePostAsync(Post post)
    {
        await using var state = new SqliteStateStore(Options.Create(new StateOptions { Path = _workplace.PathOf("state.db") }));
        await state.TryChangeAsync(
            Account, [StateChange.Put(PostKeys.Prefix + PostKeys.Of(post), "{"u8.ToArray())], CancellationToken.None);
    }

    private async Task FillAsync(int dots = 300)
    {
        var folder = Directory.CreateDirectory(_workplace.PathOf("photos")).FullName;
        var chance = new Random(1);
        for (var post = 0; post < Posts; post++)
        {
            var drawn = string.Concat(Enumerable.Range(0, dots).Select(
                _ => $"<circle cx='{chance.Next(640)}' cy='{chance.Next(480)}' r='6' fill='#{chance.Next(1 << 24):x6}'/>"));
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{post:D2}.jpg"), new VipsPictureRenderer().Render(
                $"<svg xmlns='http://www.w3.org/2000/svg' width='640' height='480'>{drawn}</svg>", 90));
        }

        var run = await _workplace.RunAsync("import", folder, "--account", Account);
        Assert.True(run.ExitCode == 0, run.Error);
    }
}
