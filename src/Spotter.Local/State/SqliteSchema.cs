using Microsoft.Data.Sqlite;
using Spotter.State;

namespace Spotter.Local.State;

/// <summary>The tables of the state file, by version.</summary>
internal static class SqliteSchema
{
    /// <summary>The statements that lead from each version to the next. Never change one that was released: add one.</summary>
    private static readonly string[] Migrations =
    [
        """
        CREATE TABLE records (
            partition TEXT NOT NULL,
            key TEXT NOT NULL,
            version INTEGER NOT NULL,
            value BLOB NOT NULL,
            PRIMARY KEY (partition, key)
        ) WITHOUT ROWID
        """,
    ];

    /// <summary>Brings the file to the newest version; several processes may try at once.</summary>
    /// <exception cref="StateException">A newer Spotter has written the file.</exception>
    public static void Migrate(SqliteConnection connection, string path)
    {
        if (ReadVersion(connection, path) == Migrations.Length)
            return;

        SqliteTransactions.Run(connection, () =>
        {
            var from = ReadVersion(connection, path);
            for (var version = from; version < Migrations.Length; version++)
            {
                Execute(connection, Migrations[version]);
                Execute(connection, $"PRAGMA user_version = {version + 1}");
            }

            return from;
        });
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of this folder; PRAGMA takes no parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static long ReadVersion(SqliteConnection connection, string path)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        var version = (long)command.ExecuteScalar()!;
        if (version > Migrations.Length)
            throw new StateException(
                $"The state file {path} was written by a newer Spotter (schema {version}, this one knows {Migrations.Length}). Update "
                    + $"Spotter."
            );

        return version >= 0
            ? version
            : throw new StateException(
                $"The state file {path} says that its schema is {version}, which no Spotter writes. "
                + "Restore a copy of it, or set State:Path to another file.");
    }
}
