using Microsoft.Extensions.Options;
using Spotter.Watching;

namespace Spotter.Scanning;

/// <summary>Says when accounts are scanned.</summary>
public sealed class ScanTimes(IOptions<WatchingOptions> defaults, TimeProvider time)
{
    /// <summary>When its schedule, or what it owes, asks for the next scan of an account; null where nothing does.</summary>
    /// <param name="watch">The watch.</param>
    /// <param name="progress">Where its scans stand.</param>
    public DateTimeOffset? FindNext(Watch watch, ScanProgress progress)
    {
        if (watch.Paused)
            return null;

        var now = time.GetUtcNow();
        var owed = progress.OwedAt < now ? now : progress.OwedAt;
        try
        {
            var schedule = CronSchedule.Parse(watch.Schedule ?? defaults.Value.Schedule, watch.TimeZone ?? defaults.Value.TimeZone);
            var next = schedule.NextAfter(now);
            return owed < next ? owed : next ?? owed;
        }
        catch (FormatException)
        {
            // This machine may not know the zone: the scheduler tells it.
            return owed;
        }
    }
}
