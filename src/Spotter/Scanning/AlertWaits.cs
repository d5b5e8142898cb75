using System.Globalization;
using Microsoft.Extensions.Options;
using Spotter.Alerting;
using Spotter.Calls;

namespace Spotter.Scanning;

/// <summary>How long alerts wait, and when they are no news any more.</summary>
public sealed class AlertWaits(RetryPolicy retries, IOptions<ScanningOptions> options, TimeProvider time)
{
    // Where failures are tried again at once, what was asked for is waited for all the same.
    private static readonly TimeSpan MinCap = TimeSpan.FromSeconds(60);

    // What a channel asks to wait is not a failed attempt; this is for a channel that asks for nothing.
    private static readonly TimeSpan ThrottledDelay = TimeSpan.FromSeconds(30);

    private TimeSpan Cap => retries.Cap > MinCap ? retries.Cap : MinCap;

    /// <summary>True for an alert that is owed for too long to be news.</summary>
    public bool IsTooOld(AlertRecord alert) => time.GetUtcNow() - alert.OwedSince > options.Value.AlertMaxAge;

    /// <summary>When an alert is tried next: now, where nothing speaks against it.</summary>
    public DateTimeOffset FindDue(IAlertChannel channel, AlertRecord alert)
    {
        var due = alert.FindDue(channel.Timeout);
        return time.IsDue(due, Cap + (2 * channel.Timeout)) ? time.GetUtcNow() : due!.Value;
    }

    /// <summary>For how long a channel is left alone that wants that.</summary>
    public TimeSpan Of(AlertDelivery delivery)
    {
        var wait = delivery.RetryAfter ?? ThrottledDelay;
        return wait < Cap ? wait : Cap;
    }

    /// <summary>The delivery, whose message tells where a channel asked for a longer wait than it gets.</summary>
    public AlertDelivery TellCap(AlertDelivery delivery) => delivery.RetryAfter > Cap
        ? delivery with
        {
            Message = string.Create(
                CultureInfo.InvariantCulture,
                $"{delivery.Message} It asks to wait {delivery.RetryAfter.Value.TotalSeconds:0} s; it is asked again after "
                    + $"{Cap.TotalSeconds:0} s (Scanning:BackoffCap).").TrimStart(),
        }
        : delivery;
}
