using Microsoft.Data.Sqlite;
using Spotter.State;

namespace Spotter.Local.State;

/// <summary>Makes changes inside one transaction. Not safe for several threads: the store has one.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _findVersion;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _delete;

    public SqliteWriter(SqliteConnection connection)
    {
        _connection = connection;
        _findVersion = Prepare("SELECT version FROM records WHERE partition = $partition AND key = $key");
        _put = Prepare("INSERT OR REPLACE INTO records (partition, key, version, value) VALUES ($partition, $key, $version, $value)");
        _put.Parameters.Add("$version", SqliteType.Integer);
        _put.Parameters.Add("$value", SqliteType.Blob);
        _delete = Prepare("DELETE FROM records WHERE partition = $partition AND key = $key");
    }

    /// <summary>Makes the changes of every request whose conditions hold, in one transaction.</summary>
    /// <returns>For each request whether its conditions held.</returns>
    public bool[] Commit(IReadOnlyList<PendingChange> requests) => SqliteTransactions.Run(_connection, () => Make(requests));

    public void Dispose()
    {
        _findVersion.Dispose();
        _put.Dispose();
        _delete.Dispose();
        _connection.Dispose();
    }

    private bool[] Make(IReadOnlyList<PendingChange> requests)
    {
        var held = new bool[requests.Count];
        for (var i = 0; i < held.Length; i++)
        {
            // All conditions are looked at before the first change, so that a request whose conditions fail leaves nothing to undo.
            held[i] = requests[i].Changes.All(change => Holds(requests[i].Partition, change));
            if (held[i])
                foreach (var change in requests[i].Changes)
                    Apply(requests[i].Partition, change);
        }

        return held;
    }

    private SqliteCommand Prepare(string sql)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // The texts are the constants above.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.Add("$partition", SqliteType.Text);
        command.Parameters.Add("$key", SqliteType.Text);
        return command;
    }

    private bool Holds(string partition, StateChange change) => change.Kind switch
    {
        StateChangeKind.Add => FindVersion(partition, change.Key) is null,
        StateChangeKind.Replace => FindVersion(partition, change.Key) == change.Version,
        _ => true,
    };

    private string? FindVersion(string partition, string key)
    {
        _findVersion.Parameters["$partition"].Value = partition;
        _findVersion.Parameters["$key"].Value = key;
        return _findVersion.ExecuteScalar() is long version ? SqliteStateStore.FormatVersion(version) : null;
    }

    private void Apply(string partition, StateChange change)
    {
        var command = change.Kind == StateChangeKind.Delete ? _delete : _put;
        command.Parameters["$partition"].Value = partition;
        command.Parameters["$key"].Value = change.Key;
        if (change.Kind != StateChangeKind.Delete)
        {
            // A number drawn by lot is never that of an earlier record of the same key, even of one that was deleted by another process.
            command.Parameters["$version"].Value = Random.Shared.NextInt64();
            command.Parameters["$value"].Value = change.Value.ToArray();
        }

        command.ExecuteNonQuery();
    }
}
