using Azure.Storage.Blobs;
using Spotter.Azure.Pictures;
using Spotter.Azure.Tests.State;
using Spotter.Contracts.Pictures;
using Spotter.FunctionsApp.Azurite;
using Spotter.Pictures;

namespace Spotter.Azure.Tests.Pictures;

[Collection(SharedAzurite.Name)]
public sealed class BlobVideoStoreTests(AzuriteFixture azurite) : VideoInventoryContract, IAsyncLifetime
{
    private readonly BlobContainerClient _container = new BlobServiceClient(azurite.ConnectionString).GetBlobContainerClient(
        $"videos-{Guid.NewGuid():N}");

    protected override IVideoInventory Store => new BlobVideoStore(_container);

    public Task InitializeAsync() => _container.CreateAsync();

    public Task DisposeAsync() => _container.DeleteAsync();

    [Fact]
    public async Task Where_there_is_no_container_there_are_no_videos_and_one_that_is_written_is_told()
    {
        var store = new BlobVideoStore(new BlobServiceClient(azurite.ConnectionString).GetBlobContainerClient("nothing-here"));
        await using var video = new StoredVideo(new MemoryStream(SampleVideos.WebM()), "video/webm");
        var id = PictureId.Of(SampleVideos.WebM());

        Assert.Empty(await store.ListAsync(CancellationToken.None).ToListAsync());
        Assert.Null(await store.OpenAsync(id, CancellationToken.None));
        var error = await Assert.ThrowsAsync<IOException>(() => store.SaveAsync(id, video, CancellationToken.None));
        Assert.Contains("nothing-here does not exist. Start the app again", error.Message);
    }

    [Fact]
    public async Task A_service_that_cannot_be_reached_is_told_with_the_setting()
    {
        var service = new BlobServiceClient(
            Unreachable.ConnectionString, new BlobClientOptions { Retry = { MaxRetries = 1, Delay = TimeSpan.Zero } });
        var store = new BlobVideoStore(service.GetBlobContainerClient("videos"));

        var error = await Assert.ThrowsAsync<IOException>(() => store.OpenAsync(PictureId.Of("nothing"u8), CancellationToken.None));

        Assert.Contains($"{Unreachable.Address}/videos cannot be reached. Check its address in the settings", error.Message);
    }
}
