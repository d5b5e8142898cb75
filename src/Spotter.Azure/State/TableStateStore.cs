using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Spotter.State;

namespace Spotter.Azure.State;

/// <summary>
/// State in one table of Azure Tables; a record's version is its row's ETag. A value that outgrows a row lies in a blob named by its
/// SHA-256, and the row
/// names the blob. Blobs are not deleted: several rows may name one.
/// </summary>
/// <param name="table">Must exist: <see cref="StorageSetup"/> makes it.</param>
/// <param name="blobs">Must exist, too.</param>
public sealed class TableStateStore(TableClient table, BlobContainerClient blobs) : IStateStore
{
    // A hundred of these, in base 64, stay below the 4 MiB of a transaction; a property may hold 64 KiB.
    private const int MaxInRow = 24 * 1024;
    private const string Value = "Value";
    private const string Blob = "Blob";

    /// <inheritdoc/>
    public async Task<StateRecord?> FindAsync(StateKey id, CancellationToken cancellationToken)
    {
        var (partition, key) = (TableKeys.Escape(id.Partition), TableKeys.Escape(id.Key));
        for (string? gone = null; ;)
        {
            var row = await GuardAsync(
                table.Uri, () => table.GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: cancellationToken));
            if (!row.HasValue)
                return null;
            if (await ReadAsync(row.Value!, cancellationToken) is { } record)
                return record;

            // Where the row has changed meanwhile it names another blob.
            var blob = row.Value!.GetString(Blob);
            gone =
                blob != gone
                    ? blob
                    : throw new RecordException(
                        id,
                        $"The value of the record {id.Key} of {id.Partition} in the state is gone: restore the blob "
                            + $"{blobs.Uri.GetLeftPart(UriPartial.Path)}/{blob}."
                    );
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StateRecord> ListAsync(
        string partition, string from, string before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {TableKeys.Escape(partition)} and RowKey ge {TableKeys.Escape(from)} and RowKey lt {TableKeys.Escape(before)}"
        );
        await using var rows = table
            .QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (await GuardAsync(table.Uri, () => rows.MoveNextAsync().AsTask()))
            if ((await ReadAsync(rows.Current, cancellationToken) ?? await FindAsync(IdOf(rows.Current), cancellationToken)) is { } record)
                yield return record;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListPartitionsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The service knows rows only: the first one behind each partition names the next.
        for (var last = ""; await FindPartitionAfterAsync(last, cancellationToken) is { } partition; last = partition)
            yield return TableKeys.Unescape(partition);
    }

    private Task<string?> FindPartitionAfterAsync(string last, CancellationToken cancellationToken) => GuardAsync(
        table.Uri,
        async () => await table
            .QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"PartitionKey gt {last}"), maxPerPage: 1, select: ["PartitionKey"], cancellationToken)
            .Select(row => row.PartitionKey)
            .FirstOrDefaultAsync(cancellationToken));

    /// <inheritdoc/>
    public async Task<bool> TryChangeAsync(string partition, IReadOnlyList<StateChange> changes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StateChange.Require(partition, changes);
        if (changes.Any(change => change.Kind == StateChangeKind.Replace && !CanBeVersion(change.Version)))
            return false;

        var actions = new List<TableTransactionAction>(changes.Count);
        foreach (var change in changes)
            actions.Add(await ToActionAsync(partition, change, cancellationToken));

        while (actions.Count > 0)
        {
            try
            {
                await table.SubmitTransactionAsync(actions, cancellationToken);
                return true;
            }
            catch (RequestFailedException error)
                when (error.ErrorCode == TableErrorCode.EntityAlreadyExists || error.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied
                )
            {
                return false;
            }
            catch (TableTransactionFailedException error) when (FindMissing(error, actions) is { } missing)
            {
                if (actions[missing].ActionType != TableTransactionActionType.Delete)
                    return false;

                // A row that is not there need not be deleted, but the service refuses the whole transaction for it.
                actions.RemoveAt(missing);
            }
            catch (Exception error) when (StorageErrors.IsStorageError(error))
            {
                throw StorageErrors.Explain(table.Uri, error);
            }
        }

        return true;
    }

    /// <summary>Which action's row does not exist. The service does not count where there is one action only.</summary>
    private static int? FindMissing(TableTransactionFailedException error, List<TableTransactionAction> actions) =>
        error.ErrorCode != TableErrorCode.ResourceNotFound ? null : error.FailedTransactionActionIndex ?? (actions.Count == 1 ? 0 : null);

    /// <summary>
    /// The service refuses what is no ETag of its own as bad input, and takes a star for any version; no record has such a version.
    /// </summary>
    private static bool CanBeVersion(string? version) => version is ['W', '/', '"', .., '"'];

    private static StateKey IdOf(TableEntity row) => new(TableKeys.Unescape(row.PartitionKey), TableKeys.Unescape(row.RowKey));

    private static async Task<T> GuardAsync<T>(Uri place, Func<Task<T>> use)
    {
        try
        {
            return await use();
        }
        catch (Exception error) when (StorageErrors.IsStorageError(error))
        {
            throw StorageErrors.Explain(place, error);
        }
    }

    private async Task<TableTransactionAction> ToActionAsync(string partition, StateChange change, CancellationToken cancellationToken)
    {
        var row = new TableEntity(TableKeys.Escape(partition), TableKeys.Escape(change.Key));
        if (change.Kind == StateChangeKind.Delete)
            return new(TableTransactionActionType.Delete, row, ETag.All);

        if (change.Value.Length <= MaxInRow)
            row[Value] = change.Value.ToArray();
        else
            row[Blob] = await SaveAsync(change.Value, cancellationToken);
        return change.Kind switch
        {
            StateChangeKind.Add => new(TableTransactionActionType.Add, row),
            StateChangeKind.Replace => new(TableTransactionActionType.UpdateReplace, row, new ETag(change.Version!)),
            _ => new(TableTransactionActionType.UpsertReplace, row),
        };
    }

    private async Task<string> SaveAsync(ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(value.Span));
        var options = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
        try
        {
            await blobs.GetBlobClient(name).UploadAsync(new BinaryData(value), options, cancellationToken);
        }
        catch (RequestFailedException error) when (error.ErrorCode == BlobErrorCode.BlobAlreadyExists)
        {
            // Named by its content: what is there is this.
        }
        catch (Exception error) when (StorageErrors.IsStorageError(error))
        {
            throw StorageErrors.Explain(blobs.Uri, error);
        }

        return name;
    }

    /// <summary>The row's record; null where its blob is gone.</summary>
    private async Task<StateRecord?> ReadAsync(TableEntity row, CancellationToken cancellationToken)
    {
        var value = row.GetString(Blob) is { } blob ? await LoadAsync(blob, cancellationToken) : row.GetBinary(Value);
        return value is null ? null : new StateRecord(IdOf(row), value, row.ETag.ToString());
    }

    private async Task<byte[]?> LoadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var blob = await blobs.GetBlobClient(name).DownloadContentAsync(cancellationToken);
            return blob.Value.Content.ToArray();
        }
        catch (RequestFailedException error) when (error.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
        catch (Exception error) when (StorageErrors.IsStorageError(error))
        {
            throw StorageErrors.Explain(blobs.Uri, error);
        }
    }
}
