using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Spotter.Accounts;
using Spotter.Orchestration;
using Spotter.State;
using Spotter.Watching;

namespace Spotter.Scanning;

/// <summary>
/// Finds the watches of a source that became due since the last look that ended, by their schedule or by what they owe, a page at a time.
/// At the first look of all, every watch is due. It is <see cref="EndLook"/> that ends
/// a look: one that is cut off loses nothing, since the next one finds the same watches.
/// </summary>
public sealed partial class FindDueWatches(
    WatchRepository watches,
    OwedAccounts owed,
    IStateStore store,
    IOptions<WatchingOptions> defaults,
    ILogger<FindDueWatches> logger
) : IActivity<FindDueWatches, FindDueWatchesInput, DueWatches>
{
    /// <summary>How many accounts a page has at most: an orchestration's history stays short.</summary>
    public const int PageSize = 100;

    /// <inheritdoc/>
    public static Activity<FindDueWatchesInput, DueWatches> Definition { get; } = new("FindDueWatches");

    /// <inheritdoc/>
    public async Task<DueWatches> RunAsync(FindDueWatchesInput input, CancellationToken cancellationToken)
    {
        var since = await FindLastAsync(input.Source, cancellationToken);
        var owing = await owed.FindDueAsync(input.Source, input.Until, cancellationToken);
        var due = await ListDue(input.Source, input.After, since, input.Until, owing, cancellationToken)
            .Take(PageSize)
            .ToListAsync(cancellationToken);
        return new DueWatches(due, due.Count == PageSize ? due[^1].ToString() : null);
    }

    /// <summary>True where a look at this time would find a watch that is due. It is no look itself: what is due stays due.</summary>
    public async Task<bool> IsAnyDueAsync(string source, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = await FindLastAsync(source, cancellationToken);
        var owing = await owed.FindDueAsync(source, now, cancellationToken);
        return await ListDue(source, after: null, since, now, owing, cancellationToken).AnyAsync(cancellationToken);
    }

    private async Task<DateTimeOffset?> FindLastAsync(string source, CancellationToken cancellationToken) =>
        (await store.FindAsync(MonitorTick.KeyOf(source), ScanJson.Default.MonitorTick, cancellationToken))?.Value.Until;

    private IAsyncEnumerable<AccountId> ListDue(
        string source,
        string? after,
        DateTimeOffset? since,
        DateTimeOffset until,
        IReadOnlyDictionary<AccountId, DateTimeOffset> owing,
        CancellationToken cancellationToken
    ) =>
        watches
            .ListAsync(source, after, LogUnreadable, cancellationToken)
            .Where(watch => !watch.Paused && (owing.ContainsKey(watch.Account) || IsDue(watch, since, until)))
            .Select(watch => watch.Account);

    // A watch whose schedule this machine cannot read must not keep the others from being scanned.
    private bool IsDue(Watch watch, DateTimeOffset? since, DateTimeOffset until)
    {
        // A look at a later time than now was made by a clock that was ahead.
        if (since is not { } last || last > until)
            return true;

        try
        {
            return CronSchedule.Parse(
                watch.Schedule ?? defaults.Value.Schedule, watch.TimeZone ?? defaults.Value.TimeZone).NextAfter(last) <= until;
        }
        catch (FormatException error)
        {
            LogUnscheduled(watch.Account, error.Message);
            return false;
        }
    }

    private void LogUnreadable(RecordException error) => LogUnreadable(error.Message);

    [LoggerMessage(LogLevel.Error, "{Problem}")]
    private partial void LogUnreadable(string problem);

    [LoggerMessage(LogLevel.Error, "{Account} is not scanned by its schedule: {Problem}")]
    private partial void LogUnscheduled(AccountId account, string problem);
}

/// <summary>The input of <see cref="FindDueWatches"/>.</summary>
/// <param name="Source">The source whose watches are looked at.</param>
/// <param name="Until">The time by which a watch must be due.</param>
/// <param name="After">The last account of the page before; null for the first page.</param>
public sealed record FindDueWatchesInput(string Source, DateTimeOffset Until, string? After);
