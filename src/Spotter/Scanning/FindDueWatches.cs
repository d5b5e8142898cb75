using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Spotter.Orchestration;
using Spotter.State;
using Spotter.Watching;

namespace Spotter.Scanning;

/// <summary>
/// Finds the watches of a source that became due since the last look, a page at a time. At the first look of all, every watch is due. Asking twice for the same look gives the same answer.
/// </summary>
public sealed partial class FindDueWatches(WatchRepository watches, IStateStore store, IOptions<WatchingOptions> defaults, ILogger<FindDueWatches> logger) : IActivity<FindDueWatches, FindDueWatchesInput, DueWatches>
{
    /// <summary>How many accounts a page has at most: an orchestration's history stays short.</summary>
    public const int PageSize = 100;

    /// <inheritdoc/>
    public static Activity<FindDueWatchesInput, DueWatches> Definition { get; } = new("FindDueWatches");

    /// <inheritdoc/>
    public async Task<DueWatches> RunAsync(FindDueWatchesInput input, CancellationToken cancellationToken)
    {
        var tick = await TickAsync(input, cancellationToken);
        var due = await ListDue(input.Source, input.After, tick, cancellationToken).Take(PageSize).ToListAsync(cancellationToken);
        return new DueWatches(due, due.Count == PageSize ? due[^1].ToString() : null);
    }

    /// <summary>True where a look at this time would find a watch that is due. It is no look itself: what is due stays due.</summary>
    public async Task<bool> IsAnyDueAsync(string source, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var last = await store.FindAsync(KeyOf(source), SpotterJsonContext.Default.MonitorTick, cancellationToken);
        return await ListDue(source, after: null, new MonitorTick(last?.Value.Until, now), cancellationToken).AnyAsync(cancellationToken);
    }

    private static StateKey KeyOf(string source) => new("monitor", source);

    private IAsyncEnumerable<AccountId> ListDue(string source, string? after, MonitorTick tick, CancellationToken cancellationToken) =>
        watches.ListAsync(source, after, LogUnreadable, cancellationToken).Where(watch => !watch.Paused && IsDue(watch, tick)).Select(watch => watch.Account);

    private async Task<MonitorTick> TickAsync(FindDueWatchesInput input, CancellationToken cancellationToken)
    {
        var tick = await store.UpdateAsync(
            KeyOf(input.Source),
            SpotterJsonContext.Default.MonitorTick,
            last => last?.Until == input.Until ? last : new MonitorTick(last?.Until, input.Until),
            cancellationToken);
        return tick!;
    }

    // A watch whose schedule this machine cannot read must not keep the others from being scanned.
    private bool IsDue(Watch watch, MonitorTick tick)
    {
        if (tick.Since is not { } since)
            return true;

        try
        {
            return CronSchedule.Parse(watch.Schedule ?? defaults.Value.Schedule, watch.TimeZone ?? defaults.Value.TimeZone).NextAfter(since) <= tick.Until;
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
