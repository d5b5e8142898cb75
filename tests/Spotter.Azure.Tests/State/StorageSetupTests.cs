using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Spotter.Azure.State;
using Spotter.FunctionsApp.Azurite;
using Spotter.State;

namespace Spotter.Azure.Tests.State;

[Collection(SharedAzurite.Name)]
public sealed class StorageSetupTests(AzuriteFixture azurite)
{
    private readonly TableServiceClient _tables = new(azurite.ConnectionString);
    private readonly BlobServiceClient _blobs = new(azurite.ConnectionString);

    [Fact]
    public async Task Table_and_containers_are_made_once_and_kept()
    {
        await _tables.DeleteTableAsync(StorageNames.Table);
        foreach (var name in (string[])[StorageNames.State, StorageNames.Pictures, StorageNames.Videos, StorageNames.Models])
            await _blobs.GetBlobContainerClient(name).DeleteIfExistsAsync();

        await new StorageSetup(_tables, _blobs).MakeAsync(CancellationToken.None);
        await _tables.GetTableClient(StorageNames.Table).AddEntityAsync(new TableEntity("p", "k"));
        await _blobs.GetBlobContainerClient(StorageNames.Pictures).UploadBlobAsync("kept", BinaryData.FromString("kept"));
        await new StorageSetup(_tables, _blobs).MakeAsync(CancellationToken.None);

        Assert.NotNull((await _tables.GetTableClient(StorageNames.Table).GetEntityAsync<TableEntity>("p", "k")).Value);
        Assert.True(await _blobs.GetBlobContainerClient(StorageNames.State).ExistsAsync());
        Assert.True(await _blobs.GetBlobContainerClient(StorageNames.Models).ExistsAsync());
        Assert.True(await _blobs.GetBlobContainerClient(StorageNames.Pictures).GetBlobClient("kept").ExistsAsync());
    }

    [Fact]
    public async Task What_is_there_is_looked_at_and_nothing_is_written()
    {
        await new StorageSetup(_tables, _blobs).MakeAsync(CancellationToken.None);
        var seen = new RecordedRequests();
        var (tableOptions, blobOptions) = (new TableClientOptions(), new BlobClientOptions());
        tableOptions.AddPolicy(seen, HttpPipelinePosition.PerCall);
        blobOptions.AddPolicy(seen, HttpPipelinePosition.PerCall);

        await new StorageSetup(
            new TableServiceClient(azurite.ConnectionString, tableOptions),
            new BlobServiceClient(azurite.ConnectionString, blobOptions)
        ).MakeAsync(CancellationToken.None);

        Assert.Equal(["GET", "GET", "GET", "GET", "GET"], seen.Methods);
    }

    [Fact]
    public async Task Storage_that_cannot_be_reached_stops_the_start_with_the_name_of_its_setting()
    {
        var noTables = new TableServiceClient(Unreachable.ConnectionString, new TableClientOptions { Retry = { MaxRetries = 0 } });
        var noBlobs = new BlobServiceClient(Unreachable.ConnectionString, new BlobClientOptions { Retry = { MaxRetries = 0 } });

        var tables = await Assert.ThrowsAsync<StateException>(() => new StorageSetup(noTables, _blobs).MakeAsync(CancellationToken.None));
        var blobs = await Assert.ThrowsAsync<StateException>(() => new StorageSetup(_tables, noBlobs).MakeAsync(CancellationToken.None));

        Assert.Contains($"Storage:Tables names: {Unreachable.Address}", tables.Message);
        Assert.Contains($"Storage:Blobs names: {Unreachable.Address}", blobs.Message);
    }
}
