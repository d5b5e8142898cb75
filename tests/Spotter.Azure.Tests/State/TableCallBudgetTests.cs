using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Spotter.Azure.State;
using Spotter.Contracts.Calls;
using Spotter.FunctionsApp.Azurite;
using Spotter.State;

namespace Spotter.Azure.Tests.State;

[Collection(SharedAzurite.Name)]
public sealed class TableCallBudgetTests(AzuriteFixture azurite) : CallBudgetContract
{
    public override Task DisposeAsync() => Task.CompletedTask;

    protected override async Task<IStateStore> OpenAsync()
    {
        var (tables, blobs) = (new TableServiceClient(azurite.ConnectionString), new BlobServiceClient(azurite.ConnectionString));
        await new StorageSetup(tables, blobs).MakeAsync(CancellationToken.None);
        return new TableStateStore(tables.GetTableClient(StorageNames.Table), blobs.GetBlobContainerClient(StorageNames.State));
    }
}
