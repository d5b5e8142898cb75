using System.Globalization;
using Microsoft.Extensions.Options;
using Spotter.Alerting;
using Spotter.Calls;
using Spotter.Posts;

namespace Spotter.Scanning;

/// <summary>Keeps what becomes of an alert by what its channel answered.</summary>
public sealed class AlertFollowUp(
    AlertRepository alerts,
    AlertChannels channels,
    ChannelStateRepository channelStates,
    CallBudget budget,
    RetryPolicy retries,
    AlertWaits waits,
    ScanMetrics metrics,
    IOptions<ScanningOptions> options,
    TimeProvider time)
{
    /// <summary>Keeps what an answer makes of an alert.</summary>
    /// <param name="task">The alert.</param>
    /// <param name="channel">Its channel.</param>
    /// <param name="tried">The alert as it was when the channel answered.</param>
    /// <param name="delivery">The answer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<AlertStep> KeepAsync(
        AlertTask task, IAlertChannel channel, AlertRecord tried, AlertDelivery delivery, CancellationToken cancellationToken)
    {
        var alert = tried with { Turn = null, DueAt = null };
        var answer = waits.TellCap(delivery);
        return answer.Outcome switch
        {
            AlertOutcome.Delivered => SaveAsync(task, Sent(alert), null, cancellationToken),
            AlertOutcome.Throttled => WaitAsync(task, channel, alert, answer, cancellationToken),
            AlertOutcome.Rejected => RefuseAsync(task, alert, answer, cancellationToken),
            AlertOutcome.Permanent => HoldAsync(task, alert, answer.Message ?? "The channel refuses all alerts.", cancellationToken),
            _ => RetryAsync(task, channel, alert, answer, cancellationToken),
        };
    }

    /// <summary>
    /// Has one alert wait as its channel asked before its message: looks and uploads have limits of their own, which say nothing of the
    /// channel's messages; and what waits here has taken no turn among them.
    /// </summary>
    public Task<AlertStep> PauseAsync(AlertTask task, AlertRecord alert, AlertDelivery delivery, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + waits.Of(delivery);
        var paused = alert with { Turn = null, DueAt = until, NotBefore = until, Reason = waits.TellCap(delivery).Message };
        return SaveAsync(task, paused, until, cancellationToken);
    }

    /// <summary>Gives an alert up that is no news any more.</summary>
    public Task<AlertStep> ExpireAsync(AlertTask task, AlertRecord alert, string? reason, CancellationToken cancellationToken)
    {
        var inTheWay = reason is null ? "Nothing ran that could have sent it." : $"Last in the way: {reason}";
        var age = string.Create(CultureInfo.InvariantCulture, $"{options.Value.AlertMaxAge.TotalHours:0.##} h");
        var expired = $"It became too old to be news, having been owed for more than {age}. {inTheWay}";
        var failed = alert with { Stage = AlertStage.Failed, Turn = null, DueAt = null, Reason = expired };
        return SaveAsync(task, failed, null, cancellationToken);
    }

    /// <summary>Stops the channel of an alert, which is held: it is sent when the operator has put the channel right.</summary>
    public async Task<AlertStep> StopChannelAsync(AlertRecord alert, string reason, CancellationToken cancellationToken)
    {
        var first = await channelStates.StopAsync(channels.NameOf(alert.Channel), reason, cancellationToken);
        return new AlertStep(alert.Stage, Problem: first ? reason : null);
    }

    /// <summary>Keeps an alert as it is now.</summary>
    public async Task<AlertStep> SaveAsync(
        AlertTask task, AlertRecord alert, DateTimeOffset? retryAt, CancellationToken cancellationToken)
    {
        var stored = await alerts.GetAsync(task, cancellationToken);
        // Another host may have gone on with it while this one was stopped.
        if (stored.Value.IsSettled)
            return AlertStep.Of(task, stored.Value);

        await alerts.SaveAsync(task.Account, alert, stored.Version, cancellationToken);
        return AlertStep.Of(task, alert, retryAt);
    }

    private AlertRecord Sent(AlertRecord alert)
    {
        var now = time.GetUtcNow();
        metrics.RecordAlertDelay(now - alert.Message.PostedAt);
        return alert with { Stage = AlertStage.Sent, SendingSince = null, Reason = null, SentAt = now };
    }

    // The limit is the channel's: every alert of it waits.
    private async Task<AlertStep> WaitAsync(
        AlertTask task, IAlertChannel channel, AlertRecord alert, AlertDelivery delivery, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + waits.Of(delivery);
        await budget.DeferAsync(channel.Budget, until, delivery.Message, cancellationToken);
        // A channel without windows has no budget that keeps it.
        var waiting = alert with { Turn = until, DueAt = until, NotBefore = until, Reason = delivery.Message };
        return await SaveAsync(task, waiting, until, cancellationToken);
    }

    // A picture may not have been ready: it is sent once more as it was, and then as plain text.
    private async Task<AlertStep> RefuseAsync(
        AlertTask task, AlertRecord alert, AlertDelivery delivery, CancellationToken cancellationToken)
    {
        var refused = alert with { Refusals = alert.Refusals + 1, Reason = delivery.Message };
        if (alert.IsPlain)
            return await SaveAsync(task, refused with { Stage = AlertStage.Failed }, null, cancellationToken);

        DateTimeOffset? due = refused.IsPlain ? null : retries.NextAt(1, null);
        return await SaveAsync(task, refused with { DueAt = due }, due ?? time.GetUtcNow(), cancellationToken) with { WasTried = true };
    }

    private async Task<AlertStep> HoldAsync(AlertTask task, AlertRecord alert, string reason, CancellationToken cancellationToken)
    {
        await SaveAsync(task, alert with { Reason = reason }, null, cancellationToken);
        return await StopChannelAsync(alert, reason, cancellationToken);
    }

    private async Task<AlertStep> RetryAsync(
        AlertTask task, IAlertChannel channel, AlertRecord alert, AlertDelivery delivery, CancellationToken cancellationToken)
    {
        var count = alert.Attempts + 1;
        TimeSpan? asked = delivery.RetryAfter is null ? null : waits.Of(delivery);
        var failed = alert with
        {
            Attempts = count,
            DueAt = retries.NextAt(count, asked),
            NotBefore = retries.AskedUntil(asked),
            Reason = delivery.Message,
        };
        return await SaveAsync(task, failed, waits.FindDue(channel, failed), cancellationToken) with { WasTried = true };
    }
}
