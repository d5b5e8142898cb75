using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Spotter.Local.State;

/// <summary>
/// Runs work inside a transaction. <see cref="SqliteTransaction"/> does not fit: where COMMIT fails for want of space, SQLite has rolled
/// back already
/// (https://sqlite.org/lang_transaction.html, "Response To Errors Within A Transaction"), its second rollback throws, and its connection
/// begins no other.
/// </summary>
internal static class SqliteTransactions
{
    /// <summary>
    /// Commits what the work did; where it or the commit throws, nothing was done and the connection can begin another transaction.
    /// </summary>
    public static T Run<T>(SqliteConnection connection, Func<T> work)
    {
        SqliteSchema.Execute(connection, "BEGIN IMMEDIATE");
        try
        {
            var result = work();
            SqliteSchema.Execute(connection, "COMMIT");
            return result;
        }
        catch
        {
            if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
                SqliteSchema.Execute(connection, "ROLLBACK");
            throw;
        }
    }
}
