using Azure.Storage.Blobs;
using Spotter.Contracts.Pictures;
using Spotter.FunctionsApp.Pictures;
using Spotter.FunctionsApp.Tests.Azurite;
using Spotter.Pictures;

namespace Spotter.FunctionsApp.Tests.Pictures;

[Collection(AzuriteFixture.Name)]
public sealed class BlobPictureStoreTests(AzuriteFixture azurite) : PictureStoreContract, IAsyncLifetime
{
    private readonly BlobContainerClient _container = new BlobServiceClient(azurite.ConnectionString).GetBlobContainerClient($"pictures-{Guid.NewGuid():N}");

    protected override IPictureStore Store => new BlobPictureStore(_container);

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
    public async Task A_container_that_is_gone_is_told_with_the_setting()
    {
        var store = new BlobPictureStore(new BlobServiceClient(azurite.ConnectionString).GetBlobContainerClient("nothing-here"));

        var error = await Assert.ThrowsAsync<IOException>(() => store.SaveAsync(SamplePictures.RedBluePng, "image/png", CancellationToken.None));

        Assert.Contains("Storage:Blobs", error.Message);
        Assert.Contains("ContainerNotFound", error.Message);
    }
}
