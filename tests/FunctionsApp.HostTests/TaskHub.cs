using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Spotter.FunctionsApp.HostTests;

/// <summary>The tables of the engine: a row for each orchestration, and a row for each event of its history.</summary>
internal sealed class TaskHub(string connectionString)
{
    private const int Writers = 8;

    // What a test asks for is none of the host's operations.
    private static readonly TableClientOptions Unheard = new() { Diagnostics = { IsLoggingEnabled = false } };

    private readonly TableClient _instances = new(connectionString, $"{AppSettings.TaskHub}Instances", Unheard);
    private readonly TableClient _histories = new(connectionString, $"{AppSettings.TaskHub}History", Unheard);
    private readonly QueueServiceClient _queues =
        new(connectionString, new QueueClientOptions { Diagnostics = { IsLoggingEnabled = false } });

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

    /// <summary>How many events of each type the orchestrations have whose ids begin so.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountEventsAsync(string idsBegin, CancellationToken cancellationToken)
    {
        var rows = _histories.QueryAsync<TableEntity>(OfIds(idsBegin), select: ["EventType"], cancellationToken: cancellationToken);
        return (await rows.ToListAsync(cancellationToken)).CountBy(row => row.GetString("EventType") ?? "").ToDictionary();
    }

    /// <summary>The id of an orchestration whose id begins so.</summary>
    public async Task<string> FindInstanceAsync(string idsBegin, CancellationToken cancellationToken) =>
        (await _instances.QueryAsync<TableEntity>(OfIds(idsBegin), cancellationToken: cancellationToken).FirstAsync(cancellationToken))
            .PartitionKey;

    /// <summary>True where an orchestration has ended, or was never begun, and no message is left in any queue.</summary>
    public async Task<bool> IsAtRestAsync(string id, CancellationToken cancellationToken)
    {
        var instance = await _instances.GetEntityIfExistsAsync<TableEntity>(id, "", cancellationToken: cancellationToken);
        if (instance.HasValue && instance.Value!.GetString("RuntimeStatus") != "Completed")
            return false;

        await foreach (var queue in _queues.GetQueuesAsync(prefix: AppSettings.TaskHub, cancellationToken: cancellationToken))
        {
            QueueProperties properties = await _queues.GetQueueClient(queue.Name).GetPropertiesAsync(cancellationToken);
            if (properties.ApproximateMessagesCount > 0)
                return false;
        }

        return true;
    }

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

    private static string OfIds(string idsBegin) =>
        TableClient.CreateQueryFilter($"PartitionKey ge {idsBegin} and PartitionKey lt {idsBegin + "\uffff"}");

    private static async Task<int> CountAsync(TableClient table, string idsBegin, CancellationToken cancellationToken)
    {
        var rows = table.QueryAsync<TableEntity>(OfIds(idsBegin), select: ["PartitionKey"], cancellationToken: cancellationToken);
        return await rows.CountAsync(cancellationToken);
    }
}
