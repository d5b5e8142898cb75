using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Azure.Storage.Blobs;
using Spotter.State;

namespace Spotter.Azure.State;

/// <summary>
/// Makes the table and the containers of <see cref="StorageNames"/> where they are missing. It looks first: they are missing but once.
/// </summary>
/// <param name="tables">Settings section <c>Storage:Tables</c>.</param>
/// <param name="blobs">Settings section <c>Storage:Blobs</c>.</param>
public sealed class StorageSetup(TableServiceClient tables, BlobServiceClient blobs)
{
    /// <summary>Makes what is missing.</summary>
    /// <exception cref="StateException">The storage cannot be used; the message names the setting.</exception>
    public Task MakeAsync(CancellationToken cancellationToken) => Task.WhenAll(
        MakeAsync("Storage:Tables", tables.Uri, () => MakeTableAsync(cancellationToken)),
        MakeAsync("Storage:Blobs", blobs.Uri, () => MakeContainerAsync(StorageNames.State, cancellationToken)),
        MakeAsync("Storage:Blobs", blobs.Uri, () => MakeContainerAsync(StorageNames.Pictures, cancellationToken)),
        MakeAsync("Storage:Blobs", blobs.Uri, () => MakeContainerAsync(StorageNames.Videos, cancellationToken)),
        MakeAsync("Storage:Blobs", blobs.Uri, () => MakeContainerAsync(StorageNames.Models, cancellationToken)));

    private async Task MakeContainerAsync(string name, CancellationToken cancellationToken)
    {
        var container = blobs.GetBlobContainerClient(name);
        if (!await container.ExistsAsync(cancellationToken))
            await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
    }

    private async Task MakeTableAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Where the app's role covers this table only, it may read the table but not ask to make it.
            await tables.GetTableClient(StorageNames.Table).QueryAsync<TableEntity>(
                "PartitionKey eq ''", maxPerPage: 1, cancellationToken: cancellationToken).AnyAsync(cancellationToken);
        }
        catch (RequestFailedException error) when (error.ErrorCode == TableErrorCode.TableNotFound)
        {
            await tables.CreateTableIfNotExistsAsync(StorageNames.Table, cancellationToken);
        }
    }

    private static async Task MakeAsync(string setting, Uri place, Func<Task> make)
    {
        try
        {
            await make();
        }
        catch (Exception error) when (StorageErrors.IsStorageError(error))
        {
            throw new StateException(
                $"The app cannot start with the storage that {setting} names: {StorageErrors.Describe(place, error)}",
                StorageErrors.FindCause(error)
            );
        }
    }
}
