using Azure;
using Azure.Data.Tables;

namespace Spotter.FunctionsApp.HostTests;

/// <summary>The tables of the engine: a row for each orchestration, and a row for each event of its history.</summary>
internal sealed class TaskHub(string connectionString)
{
    private const int Writers = 8;

    private readonly TableClient _instances = new(connectionString, $"{AppSettings.TaskHub}Instances");
    private readonly TableClient _histories = new(connectionString, $"{AppSettings.TaskHub}History");

    /// <summary>
    /// How many events an orchestration has, or had when it had most: a run that is begun anew writes over the rows of the one before.
    /// </summary>
    public async Task<int> CountHistoryAsync(string id, CancellationToken cancellationToken) =>
        (await ListHistoryAsync(id, cancellationToken)).Count;

    /// <summary>How many orchestrations there are whose ids begin so.</summary>
    public async Task<int> CountInstancesAsync(string idsBegin, CancellationToken cancellationToken) =>
        await CountAsync(_instances, idsBegin, cancellationToken);

    /// <summary>How many events those have.</summary>
    public async Task<int> CountHistoriesAsync(string idsBegin, CancellationToken cancellationToken) =>
        await CountAsync(_histories, idsBegin, cancellationToken);

    /// <summary>Writes copies of an orchestration, with its history.</summary>
    /// <param name="id">The one that is copied.</param>
    /// <param name="copies">The ids of the copies.</param>
    /// <param name="createdAt">When the copies are to have been created.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public async Task CopyAsync(string id, IEnumerable<string> copies, DateTimeOffset createdAt, CancellationToken cancellationToken)
    {
        TableEntity instance = await _instances.GetEntityAsync<TableEntity>(id, "", cancellationToken: cancellationToken);
        var history = await ListHistoryAsync(id, cancellationToken);
        var writers = new ParallelOptions { MaxDegreeOfParallelism = Writers, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(copies, writers, async (copy, token) =>
        {
            var rows = history.Select(row => new TableTransactionAction(TableTransactionActionType.Add, Copy(row, copy)));
            await _histories.SubmitTransactionAsync(rows, token);
            await _instances.AddEntityAsync(new TableEntity(Copy(instance, copy)) { ["CreatedTime"] = createdAt }, token);
        });
    }

    private async Task<List<TableEntity>> ListHistoryAsync(string id, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {id}");
        return await _histories.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).ToListAsync(cancellationToken);
    }

    private static TableEntity Copy(TableEntity row, string id) => new(row) { PartitionKey = id, ETag = default(ETag) };

    private static async Task<int> CountAsync(TableClient table, string idsBegin, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {idsBegin} and PartitionKey lt {idsBegin + "\uffff"}");
        var rows = table.QueryAsync<TableEntity>(filter, select: ["PartitionKey"], cancellationToken: cancellationToken);
        return await rows.CountAsync(cancellationToken);
    }
}
