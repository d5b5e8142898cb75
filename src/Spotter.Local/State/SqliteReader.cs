using Microsoft.Data.Sqlite;
using Spotter.State;

namespace Spotter.Local.State;

/// <summary>Reads records on a connection of its own. For one thread at a time.</summary>
internal sealed class SqliteReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _list;
    private readonly SqliteCommand _next;

    public SqliteReader(SqliteConnection connection)
    {
        _connection = connection;
        _find = connection.CreateCommand();
        _find.CommandText = "SELECT key, value, version FROM records WHERE partition = $partition AND key = $key";
        _find.Parameters.Add("$partition", SqliteType.Text);
        _find.Parameters.Add("$key", SqliteType.Text);
        _list = connection.CreateCommand();
        _list.CommandText =
            "SELECT key, value, version FROM records WHERE partition = $partition AND key >= $from AND key < $before ORDER BY key LIMIT "
                + "$most";
        _list.Parameters.Add("$partition", SqliteType.Text);
        _list.Parameters.Add("$from", SqliteType.Text);
        _list.Parameters.Add("$before", SqliteType.Text);
        _list.Parameters.Add("$most", SqliteType.Integer);
        _next = connection.CreateCommand();
        _next.CommandText = "SELECT partition FROM records WHERE partition > $after ORDER BY partition LIMIT 1";
        _next.Parameters.Add("$after", SqliteType.Text);
    }

    /// <summary>The first partition that comes after a name; null where none does.</summary>
    public string? FindPartitionAfter(string name)
    {
        _next.Parameters["$after"].Value = name;
        return (string?)_next.ExecuteScalar();
    }

    public StateRecord? Find(StateKey id)
    {
        _find.Parameters["$partition"].Value = id.Partition;
        _find.Parameters["$key"].Value = id.Key;
        return Read(_find, id.Partition).FirstOrDefault();
    }

    public List<StateRecord> List(string partition, string from, string before, int most)
    {
        _list.Parameters["$partition"].Value = partition;
        _list.Parameters["$from"].Value = from;
        _list.Parameters["$before"].Value = before;
        _list.Parameters["$most"].Value = most;
        return Read(_list, partition);
    }

    public void Dispose()
    {
        _find.Dispose();
        _list.Dispose();
        _next.Dispose();
        _connection.Dispose();
    }

    private static List<StateRecord> Read(SqliteCommand command, string partition)
    {
        using var rows = command.ExecuteReader();
        var records = new List<StateRecord>();
        while (rows.Read())
            records.Add(
                new StateRecord(
                    new StateKey(partition, rows.GetString(0)),
                    rows.GetFieldValue<byte[]>(1),
                    SqliteStateStore.FormatVersion(rows.GetInt64(2))
                )
            );
        return records;
    }
}
