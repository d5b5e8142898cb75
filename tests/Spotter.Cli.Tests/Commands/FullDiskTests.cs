using System.Text.Json;
using Spotter.Contracts;
using Spotter.Vision.Decoding;

namespace Spotter.Cli.Tests.Commands;

/// <summary>State and pictures on a disk of a few megabytes, which root may mount on Linux.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const int Posts = 40;

    private readonly SmallDisk _disk = new();

    public void Dispose() => _disk.Dispose();

    [SkippableFact]
    public async Task A_full_disk_is_told_in_one_line_and_with_more_space_the_rest_is_done()
    {
        Skip.IfNot(_disk.TryMount(megabytes: 2), "No disk can be mounted here.");
        using var workplace = new Workplace(
            new("State:Path", Path.Combine(_disk.Path, "state.db")), new("Pictures:Folder", Path.Combine(_disk.Path, "pictures")));
        var account = $"folder:{MakePhotographs(workplace)}";
        Assert.Equal(0, (await workplace.RunAsync("accounts", "add", account)).ExitCode);

        var full = await SpotterProcess.RunAsync(workplace, "scan", account, "--json");

        Assert.Equal(ExitCode.Failure, full.ExitCode);
        Assert.Contains("Free some space", full.Error);
        Assert.DoesNotContain("   at ", full.Error);
        Assert.Single(full.Error.TrimEnd().Split('\n'));

        Assert.True(_disk.TryResize(megabytes: 100));
        var after = await SpotterProcess.RunAsync(workplace, "scan", account, "--json");
        var posts = JsonDocument.Parse((await workplace.RunAsync("posts", "--json", "--limit", "1000")).Out).RootElement;

        Assert.True(after.ExitCode == 0, after.Error);
        Assert.Equal(Posts, posts.GetArrayLength());
        Assert.All(posts.EnumerateArray(), post => Assert.Equal("done", post.GetProperty("stage").GetString(), ignoreCase: true));
        Assert.Equal(Posts, Directory.EnumerateFiles(Path.Combine(_disk.Path, "pictures"), "*.jpg", SearchOption.AllDirectories).Count());
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_disk.Path, "pictures", "incoming")));
    }

    // About 100 KB each.
    private static string MakePhotographs(Workplace workplace)
    {
        var folder = Directory.CreateDirectory(workplace.PathOf("photographs")).FullName;
        var chance = new Random(1);
        for (var post = 0; post < Posts; post++)
        {
            var dots = string.Concat(Enumerable.Range(0, 3_000).Select(
                _ => $"<circle cx='{chance.Next(640)}' cy='{chance.Next(480)}' r='6' fill='#{chance.Next(1 << 24):x6}'/>"));
            File.WriteAllBytes(Path.Combine(folder, $"{post:D2}.jpg"), new VipsPictureRenderer().Render(
                $"<svg xmlns='http://www.w3.org/2000/svg' width='640' height='480'>{dots}</svg>", 90));
        }

        return folder;
    }
}
