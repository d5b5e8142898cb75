using Microsoft.Extensions.Options;
using Spotter.Orchestration;
using Spotter.State;
using Spotter.Watching;

namespace Spotter.Scanning;

/// <summary>
/// Finds the watches that became due since the last look, a page at a time. At the first look of all, every watch is due. Asking twice for the same look gives the same answer.
/// </summary>
public sealed class FindDueWatches(WatchRepository watches, IStateStore store, IOptions<WatchingOptions> defaults) : IActivity<FindDueWatches, FindDueWatchesInput, DueWatches>
{
    /// <summary>How many accounts a page has at most: an orchestration's history stays short.</summary>
    public const int PageSize = 100;

    private static readonly StateKey TickKey = new("monitor", "tick");

    /// <inheritdoc/>
    public static Activity<FindDueWatchesInput, DueWatches> Definition { get; } = new("FindDueWatches");

    /// <inheritdoc/>
    public async Task<DueWatches> RunAsync(FindDueWatchesInput input, CancellationToken cancellationToken)
    {
        var tick = await TickAsync(input.Until, cancellationToken);
        var due = await watches.ListAsync(input.After, cancellationToken)
            .Where(watch => !watch.Paused && IsDue(watch, tick))
            .Select(watch => watch.Account)
            .Take(PageSize)
            .ToListAsync(cancellationToken);
        return new DueWatches(due, due.Count == PageSize ? due[^1].ToString() : null);
    }

    private async Task<MonitorTick> TickAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        var tick = await store.UpdateAsync(
            TickKey, SpotterJsonContext.Default.MonitorTick, last => last?.Until == until ? last : new MonitorTick(last?.Until, until), cancellationToken);
        return tick!;
    }

    private bool IsDue(Watch watch, MonitorTick tick) =>
        tick.Since is not { } since
        || CronSchedule.Parse(watch.Schedule ?? defaults.Value.Schedule, watch.TimeZone ?? defaults.Value.TimeZone).NextAfter(since) <= tick.Until;
}
