using Spotter.Accounts;
using Spotter.Collecting;

namespace Spotter.Cli.Rows;

/// <summary>An account of a collection and what became of it.</summary>
/// <param name="Account">The account.</param>
/// <param name="State"><c>done</c>, <c>failed</c>, <c>owed</c>, <c>unfinished</c> or <c>not begun</c>.</param>
/// <param name="Why">Why it is not done, or what went wrong last; null where nothing did.</param>
/// <param name="Pages">How many pages were read of it, in all runs.</param>
/// <param name="Posts">How many posts its file holds.</param>
/// <param name="Pictures">How many pictures have a file.</param>
/// <param name="Owed">How many posts are not settled.</param>
/// <param name="LeftOut">How many posts --where left out.</param>
/// <param name="Undecided">How many of those it could not be decided of.</param>
/// <param name="File">The JSON Lines file; null where none was written.</param>
/// <param name="Missing">Files that are known and gone, or were given up.</param>
/// <param name="Videos">How many videos have a file.</param>
internal sealed record CollectedRow(
    AccountId Account,
    string State,
    string? Why,
    int Pages,
    int Posts,
    int Pictures,
    int Owed,
    int LeftOut,
    int Undecided,
    string? File,
    IReadOnlyList<string> Missing,
    int Videos)
{
    public static CollectedRow Of(CollectedAccount record, FilesSummary? files) => new(
        record.Account,
        StateOf(record),
        record.IsDone ? null : record.Message,
        record.Pages,
        files?.Posts ?? 0,
        files?.Pictures ?? 0,
        record.Owed,
        files?.LeftOut ?? 0,
        files?.Undecided ?? 0,
        files?.File,
        files?.Missing ?? [],
        files?.Videos ?? 0);

    private static string StateOf(CollectedAccount record) => record switch
    {
        { IsDone: true } => "done",
        { Outcome: null } => "not begun",
        { Outcome: Scanning.ScanOutcome.Failed or Scanning.ScanOutcome.NoProgress } => "failed",
        { Owed: > 0 } => "owed",
        _ => "unfinished",
    };
}
