using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Azure.Storage.Blobs;
using Spotter.State;

namespace Spotter.FunctionsApp.State;

/// <summary>Makes the table and the containers of <see cref="StorageNames"/> where they are missing, when the app starts.</summary>
/// <param name="tables">Settings section <c>Storage:Tables</c>.</param>
/// <param name="blobs">Settings section <c>Storage:Blobs</c>.</param>
public sealed class StorageSetup(TableServiceClient tables, BlobServiceClient blobs) : StartupTask
{
    /// <inheritdoc/>
    /// <exception cref="StateException">The storage cannot be used; the message names the setting.</exception>
    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        await MakeAsync("Storage:Tables", tables.Uri, () => MakeTableAsync(cancellationToken));
        foreach (var name in (string[])[StorageNames.State, StorageNames.Pictures])
            await MakeAsync("Storage:Blobs", blobs.Uri, () => blobs.GetBlobContainerClient(name).CreateIfNotExistsAsync(cancellationToken: cancellationToken));
    }

    private async Task MakeTableAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Where the app's role covers this table only, it may read the table but not ask to make it.
            await tables.GetTableClient(StorageNames.Table).QueryAsync<TableEntity>("PartitionKey eq ''", maxPerPage: 1, cancellationToken: cancellationToken).AnyAsync(cancellationToken);
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
            throw new StateException($"The app cannot start with the storage that {setting} names: {StorageErrors.Describe(place, error)}", StorageErrors.FindCause(error));
        }
    }
}
