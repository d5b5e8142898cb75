using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Options;
using Spotter.Azure.Pictures;
using Spotter.Azure.State;
using Spotter.Contracts.Pictures;
using Spotter.FunctionsApp.Azurite;
using Spotter.Local.Pictures;
using Spotter.Local.State;
using Spotter.Moving.Copying;
using Spotter.Pictures;
using Spotter.State;

namespace Spotter.Azure.Tests.Copying;

/// <summary>What one machine gathered goes into a storage account and comes back.</summary>
[Collection(SharedAzurite.Name)]
public sealed class StoreCopyTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-test-");
    private readonly string _name = $"copy{Guid.NewGuid():N}";

    private TableClient Table => new TableServiceClient(azurite.ConnectionString).GetTableClient(_name);

    private BlobServiceClient Blobs => new(azurite.ConnectionString);

    public async Task InitializeAsync()
    {
        await Table.CreateAsync();
        await Blobs.CreateBlobContainerAsync(_name);
        await Blobs.CreateBlobContainerAsync($"{_name}state");
        await Blobs.CreateBlobContainerAsync($"{_name}videos");
    }

    public async Task DisposeAsync()
    {
        await Table.DeleteAsync();
        await Blobs.DeleteBlobContainerAsync(_name);
        await Blobs.DeleteBlobContainerAsync($"{_name}state");
        await Blobs.DeleteBlobContainerAsync($"{_name}videos");
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Pictures_and_state_go_there_and_come_back_the_same()
    {
        await using var here = OpenState("here");
        await using var later = OpenState("later");
        var (pictures, picturesLater) = (OpenPictures("here"), OpenPictures("later"));
        var (cloud, blobs) = (
            new TableStateStore(Table, Blobs.GetBlobContainerClient($"{_name}state")),
            new BlobPictureStore(Blobs.GetBlobContainerClient(_name)));
        foreach (var number in Enumerable.Range(0, 20))
            await pictures.SaveAsync(Encoding.UTF8.GetBytes($"picture {number}"), "image/png", CancellationToken.None);
        var (videos, videosLater) = (OpenVideos("here"), OpenVideos("later"));
        var films = new BlobVideoStore(Blobs.GetBlobContainerClient($"{_name}videos"));
        await KeepAsync(videos, SampleVideos.Mp4(9_000_000));
        await KeepAsync(videos, SampleVideos.Mp4(10));
        await FillAsync(here);

        var there = new StoreCopy(here, cloud, pictures, blobs, videos, films);
        var up = await there.RunAsync(removes: true, Report, CancellationToken.None);
        var again = await there.RunAsync(removes: false, Report, CancellationToken.None);
        var back = new StoreCopy(cloud, later, blobs, picturesLater, films, videosLater);
        var down = await back.RunAsync(removes: false, Report, CancellationToken.None);

        Assert.Equal((20, 20, 164, 164, 20), (up.Pictures, up.PicturesCopied, up.Records, up.RecordsCopied, up.Removed));
        Assert.Equal((0, 0), (again.Pictures, again.RecordsCopied));
        Assert.Equal((20, 164, 164), (down.PicturesCopied, down.Records, down.RecordsCopied));
        Assert.Equal((2, 2, 2), (up.Videos, up.VideosCopied, up.VideosRemoved));
        Assert.Equal((0, 2), (again.Videos, down.VideosCopied));
        Assert.Equal(9_000_000, new FileInfo(videosLater.Find(PictureId.Of(SampleVideos.Mp4(9_000_000)))!).Length, tolerance: 200);
        Assert.Empty(up.Problems.Concat(down.Problems));
        Assert.Equal(await ReadAsync(here), await ReadAsync(later));
        Assert.Empty(await pictures.ListAsync(CancellationToken.None).ToListAsync());
        Assert.Equal(20, await picturesLater.ListAsync(CancellationToken.None).CountAsync());
    }

    private static async Task FillAsync(SqliteStateStore store)
    {
        foreach (var partition in new[] { "instagram:dave", "feed:https://example.com/a?b#ä", "feed/2026-11", "labels" })
            for (var number = 0; number <= 40; number++)
                await store.TryChangeAsync(
                    partition,
                    [StateChange.Put($"post/{number:D3}-漢/🍲", Encoding.UTF8.GetBytes(
                        $"{{\"n\":\"{new string('x', number == 0 ? 40_000 : number)}\"}}"))],
                    CancellationToken.None);
    }

    private static async Task<List<string>> ReadAsync(SqliteStateStore store) => await store.ListPartitionsAsync(CancellationToken.None)
        .SelectMany(partition => store.ListAsync(partition, " ", "~", CancellationToken.None))
        .Select(record => $"{record.Id} {Encoding.UTF8.GetString(record.Value.Span)}")
        .ToListAsync();

    private static void Report(string stage, int done, int total)
    {
    }

    private SqliteStateStore OpenState(string name) =>
        new(Options.Create(new StateOptions { Path = Path.Combine(_folder.FullName, $"{name}.db") }));

    private static async Task KeepAsync(FolderVideoStore store, byte[] video)
    {
        await using var draft = store.Begin();
        await draft.WriteAsync(video, CancellationToken.None);
        await draft.KeepAsync(".mp4");
    }

    private FolderVideoStore OpenVideos(string name) =>
        new(Options.Create(new VideoFolderOptions { Folder = Path.Combine(_folder.FullName, $"{name}-videos") }));

    private FolderPictureStore OpenPictures(string name) =>
        new(Options.Create(new PictureFolderOptions { Folder = Path.Combine(_folder.FullName, name) }));
}
