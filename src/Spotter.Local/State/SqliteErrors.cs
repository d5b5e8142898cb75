using Microsoft.Data.Sqlite;
using Spotter.State;

namespace Spotter.Local.State;

/// <summary>Says what an error of SQLite means for the person who runs Spotter. Codes: https://sqlite.org/rescode.html</summary>
internal static class SqliteErrors
{
    private const int Permission = 3;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Constraint = 19;
    private const int NotADatabase = 26;

    // The file that is shared with other connections cannot grow, which is so on a full disk.
    private const int SharedMemorySize = InputOutput | (19 << 8);

    public static StateException Explain(string path, SqliteException error) => new($"The state file {path} {Describe(error)}", error);

    /// <summary>
    /// True where the next change may succeed although this one failed: it was too large for what is left of the disk, or broke a rule of
    /// the file.
    /// </summary>
    public static bool IsOfOneChange(SqliteException error) => error.SqliteErrorCode is Full or Constraint;

    /// <summary>
    /// True where the connection is what it was. After other errors it may not be, or it was opened while the file could not be written.
    /// </summary>
    public static bool SparesConnection(SqliteException error) => error.SqliteErrorCode is Busy or Locked || IsOfOneChange(error);

    private static string Describe(SqliteException error) =>
        error.SqliteErrorCode switch
        {
            Busy or Locked =>
                "is locked by another program. Wait for it or close it, then try again; State:BusyTimeout sets how long Spotter waits.",
            ReadOnly or Permission => "cannot be written. Give this user the right to write it and its folder.",
            _ when error.SqliteErrorCode == Full || error.SqliteExtendedErrorCode == SharedMemorySize =>
                "cannot grow: the disk is full. Free some space, then try again; nothing that was stored is lost.",
            Corrupt or NotADatabase =>
                "is damaged or is not a state file. Move it away and restore a copy, or start with a new one; the pictures are kept in "
                    + "their own folder.",
            CannotOpen => "cannot be opened. Check that its folder exists and that this user may write there, or set State:Path.",
            InputOutput => $"cannot be read or written: {error.Message.TrimEnd('.')}. Check the disk.",
            _ => $"cannot be used: {error.Message.TrimEnd('.')}.",
        };
}
