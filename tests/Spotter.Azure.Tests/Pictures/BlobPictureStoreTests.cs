using Azure.Storage.Blobs;
using Spotter.Azure.Pictures;
using Spotter.Azure.Tests.State;
using Spotter.Contracts.Pictures;
using Spotter.FunctionsApp.Azurite;
using Spotter.Pictures;

namespace Spotter.Azure.Tests.Pictures;

[Collection(SharedAzurite.Name)]
public sealed class BlobPictureStoreTests(AzuriteFixture azurite) : PictureStoreContract, IAsyncLifetime
{
    private readonly BlobContainerClient _container = new BlobServiceClient(azurite.ConnectionString).GetBlobContainerClient(
        $"pictures-{Guid.NewGuid():N}");

    protected override IPictureInventory Store => new BlobPictureStore(_container);

    public Task InitializeAsync() => _container.CreateAsync();

    public Task DisposeAsync() => _container.DeleteAsync();

    [Fact]
    public async Task A_blob_says_what_it_is()
    {
        var id = await Store.SaveAsync(SamplePictures.RedBluePng, "image/png", CancellationToken.None);
        var properties = (await _container.GetBlobClient(id.Hex).GetPropertiesAsync()).Value;

        Assert.Equal("image/png", properties.ContentType);
        Assert.Equal(id.Hex, properties.Metadata["sha256"]);
    }

    [Fact]
    public async Task A_container_that_is_gone_is_told_with_what_to_do_and_without_the_answer_of_the_service()
    {
        var store = new BlobPictureStore(new BlobServiceClient(azurite.ConnectionString).GetBlobContainerClient("nothing-here"));

        var error = await Assert.ThrowsAsync<IOException>(() => store.SaveAsync(
            SamplePictures.RedBluePng, "image/png", CancellationToken.None));

        Assert.Contains("nothing-here does not exist. Start the app again", error.Message);
        Assert.Null(error.InnerException);
    }

    [Fact]
    public async Task A_service_that_cannot_be_reached_is_told_with_the_setting()
    {
        var service = new BlobServiceClient(
            Unreachable.ConnectionString, new BlobClientOptions { Retry = { MaxRetries = 1, Delay = TimeSpan.Zero } });
        var store = new BlobPictureStore(service.GetBlobContainerClient("pictures"));

        var write = await Assert.ThrowsAsync<IOException>(() => store.SaveAsync(
            SamplePictures.RedBluePng, "image/png", CancellationToken.None));
        var read = await Assert.ThrowsAsync<IOException>(() => store.ReadAsync(PictureId.Of("nothing"u8), CancellationToken.None));

        Assert.Contains(
            $"{Unreachable.Address}/pictures cannot be reached. Check its address in the settings Storage:Tables and Storage:Blobs",
            write.Message
        );
        Assert.Contains("cannot be reached", read.Message);
    }
}
