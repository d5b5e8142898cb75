using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Spotter.Azure.State;
using Spotter.Contracts.Pictures;
using Spotter.FunctionsApp.Azurite;
using Spotter.Pictures;
using Spotter.Vision.Decoding;

namespace Spotter.Cli.Tests.Commands;

/// <summary>A copy to a storage account is killed as by kill -9, again and again, and run again.</summary>
public sealed class KilledCopyTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IDisposable
{
    private const int Posts = 60;
    private const int Videos = 3;
    private const string Account = "instagram-web:dave";

    private readonly Workplace _here = new();
    private readonly Workplace _there = new();

    public void Dispose()
    {
        _here.Dispose();
        _there.Dispose();
    }

    [Fact]
    public async Task What_was_killed_in_the_middle_is_whole_in_the_end_and_comes_back_the_same()
    {
        foreach (var workplace in new[] { _here, _there })
        {
            workplace.Set("Storage:Blobs:ConnectionString", azurite.ConnectionString);
            workplace.Set("Storage:Tables:ConnectionString", azurite.ConnectionString);
        }

        await FillAsync();
        for (var kill = 1; kill <= 3; kill++)
        {
            using var copy = SpotterProcess.Start(_here, "copy", "--to", "azure");
            while (!copy.HasExited && await CountAsync() < kill * Posts / 5)
                await Task.Delay(5);
            await copy.KillAsync();
        }

        Assert.InRange(await CountAsync(), Posts * 3 / 5, Posts);
        using (var copy = SpotterProcess.Start(_here, "copy", "--to", "azure"))
        {
            while (!copy.HasExited && !await HasHalfAVideoAsync())
                await Task.Delay(2);
            await copy.KillAsync();
        }

        var up = await _here.RunAsync("copy", "--to", "azure", "--json");
        var down = await _there.RunAsync("copy", "--from", "azure", "--json");

        Assert.True(up.ExitCode == 0 && down.ExitCode == 0, up.Error + down.Error);
        Assert.Equal(Posts, JsonDocument.Parse(up.Out).RootElement.GetProperty("pictures").GetInt32());
        Assert.Equal(Videos, JsonDocument.Parse(up.Out).RootElement.GetProperty("videos").GetInt32());
        Assert.All(VideosOf(_here), video => Assert.Equal(
            PictureId.OfHash(Convert.FromHexString(Path.GetFileNameWithoutExtension(video))),
            PictureId.Of(File.ReadAllBytes(Path.Combine(_there.PathOf("videos"), Path.GetRelativePath(_here.PathOf("videos"), video))))));
        var posts = (await _here.RunAsync("posts", Account, "--json")).Out;
        Assert.Equal(Posts, JsonDocument.Parse(posts).RootElement.GetArrayLength());
        var back = (await _there.RunAsync("posts", Account, "--json")).Out;
        // The files lie in the folder of each; where the pictures came from is the same.
        Assert.Equal(posts.Replace(_here.PathOf("pictures"), ""), back.Replace(_there.PathOf("pictures"), ""));
    }

    private async Task<int> CountAsync()
    {
        var blobs = new BlobContainerClient(azurite.ConnectionString, StorageNames.Pictures);
        return await blobs.ExistsAsync() ? await blobs.GetBlobsAsync().CountAsync() : 0;
    }

    private async Task<bool> HasHalfAVideoAsync()
    {
        var videos = new BlobContainerClient(azurite.ConnectionString, StorageNames.Videos);
        return await videos.ExistsAsync() && await videos.GetBlobsAsync(new GetBlobsOptions { States = BlobStates.Uncommitted }).AnyAsync();
    }

    private static string[] VideosOf(Workplace workplace) =>
        Directory.GetFiles(workplace.PathOf("videos"), "*.mp4", SearchOption.AllDirectories);

    private async Task FillAsync()
    {
        for (var video = 0; video < Videos; video++)
        {
            // Several blocks of each.
            var bytes = SampleVideos.Mp4(12_000_000, fill: (byte)video);
            var id = PictureId.Of(bytes);
            var file = _here.PathOf(Path.Combine("videos", id.Hex[..2], $"{id}.mp4"));
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, bytes);
        }

        var folder = Directory.CreateDirectory(_here.PathOf("photos")).FullName;
        for (var post = 0; post < Posts; post++)
        {
            var drawn = $"<rect width='{post + 1}' height='48' fill='red'/>";
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{post:D2}.jpg"), new VipsPictureRenderer().Render(
                $"<svg xmlns='http://www.w3.org/2000/svg' width='64' height='48'>{drawn}</svg>", 90));
        }

        var run = await _here.RunAsync("import", folder, "--account", Account);
        Assert.True(run.ExitCode == 0, run.Error);
    }
}
