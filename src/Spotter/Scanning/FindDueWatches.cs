using Microsoft.Extensions.Options;
using Spotter.Orchestration;
using Spotter.State;
using Spotter.Watching;

namespace Spotter.Scanning;

/// <summary>
/// Finds the watches of a source that became due since the last look, a page at a time. At the first look of all, every watch is due. Asking twice for the same look gives the same answer.
/// </summary>
public sealed class FindDueWatches(WatchRepository watches, IStateStore store, IOptions<WatchingOptions> defaults) : IActivity<FindDueWatches, FindDueWatchesInput, DueWatches>
{
    /// <summary>How many accounts a page has at most: an orchestration's history stays short.</summary>
    public const int PageSize = 100;

    /// <inheritdoc/>
    public static Activity<FindDueWatchesInput, DueWatches> Definition { get; } = new("FindDueWatches");

    /// <inheritdoc/>
    public async Task<DueWatches> RunAsync(FindDueWatchesInput input, CancellationToken cancellationToken)
    {
        var tick = await TickAsync(input, cancellationToken);
        var due = await watches.ListAsync(input.Source, input.After, cancellationToken)
            .Where(watch => !watch.Paused && IsDue(watch, tick))
            .Select(watch => watch.Account)
            .Take(PageSize)
            .ToListAsync(cancellationToken);
        return new DueWatches(due, due.Count == PageSize ? due[^1].ToString() : null);
    }

    private async Task<MonitorTick> TickAsync(FindDueWatchesInput input, CancellationToken cancellationToken)
    {
        var tick = await store.UpdateAsync(
            new StateKey("monitor", input.Source),
            SpotterJsonContext.Default.MonitorTick,
            last => last?.Until == input.Until ? last : new MonitorTick(last?.Until, input.Until),
            cancellationToken);
        return tick!;
    }

    private bool IsDue(Watch watch, MonitorTick tick) =>
        tick.Since is not { } since
        || CronSchedule.Parse(watch.Schedule ?? defaults.Value.Schedule, watch.TimeZone ?? defaults.Value.TimeZone).NextAfter(since) <= tick.Until;
}
