using System.Globalization;
using Microsoft.Extensions.Options;
using Spotter.Alerting;
using Spotter.Calls;
using Spotter.Orchestration;
using Spotter.Posts;
using Spotter.State;

namespace Spotter.Scanning;

/// <summary>
/// Sends one alert, or finds that it arrived already. One that cannot be delivered stays owed and is tried with growing waits until it is
/// too old to be news. It is given up before that only for
/// what the channel says of the message itself.
/// </summary>
public sealed class SendAlert(
    AlertRepository alerts,
    AlertChannels channels,
    ChannelStateRepository channelStates,
    CallBudget budget,
    RetryPolicy retries,
    ScanMetrics metrics,
    IOptions<ScanningOptions> options,
    TimeProvider time) : IActivity<SendAlert, AlertTask, AlertStep>
{
    // Where failures are tried again at once, what was asked for is waited for all the same.
    private static readonly TimeSpan MinWaitCap = TimeSpan.FromSeconds(60);

    // What a channel asks to wait is not a failed attempt; this is for a channel that asks for nothing.
    private static readonly TimeSpan ThrottledDelay = TimeSpan.FromSeconds(30);

    // Until then an alert reads as news of now.
    private static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public static Activity<AlertTask, AlertStep> Definition { get; } = new("SendAlert");

    /// <inheritdoc/>
    public async Task<AlertStep> RunAsync(AlertTask input, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(input, await alerts.GetAsync(input, cancellationToken), cancellationToken);
        }
        catch (RecordException error) when (PostGuard.IsRecordOfOnePost(error, input.Account))
        {
            return new AlertStep(AlertStage.Failed, Problem: error.Message);
        }
    }

    private async Task<AlertStep> SendAsync(AlertTask input, Versioned<AlertRecord> stored, CancellationToken cancellationToken)
    {
        var alert = stored.Value;
        if (alert.IsSettled)
            return StepOf(input, alert);

        var channel = channels.Find(alert.Channel);
        var state = await channelStates.FindAsync(channels.NameOf(alert.Channel), cancellationToken);
        var isHeld = state is { IsOnTrial: false };
        // What may have arrived is looked up first, where that can be done.
        if (IsTooOld(alert) && (isHeld || channel is null || alert.Stage == AlertStage.Recorded))
            return await ExpireAsync(input, alert, isHeld ? state!.Reason : alert.Reason, cancellationToken);
        if (isHeld)
            return new AlertStep(alert.Stage);
        if (channel is null)
            return await StopChannelAsync(alert, NoChannel(alert.Channel), cancellationToken);
        if (FindDue(channel, alert) is { } due && due > time.GetUtcNow())
            return StepOf(input, alert, due) with { IsTurn = due != alert.DueAt };

        var (ready, ended) = await PrepareAsync(channel, alert, cancellationToken);
        if (ended is not { Outcome: AlertOutcome.Delivered } && IsTooOld(ready))
            return await ExpireAsync(input, ready, ended?.Message ?? ready.Reason, cancellationToken);
        if (ended is { Outcome: AlertOutcome.Throttled })
            return await PauseAsync(input, ready, TellCap(ended), cancellationToken);
        if (ended is not null)
            return await ReactAsync(input, channel, ready, TellCap(ended), cancellationToken);

        var sending = ready;
        var (delivery, turn) = await budget.CallAsync(
            channel.Budget,
            $"{input.Account} {input.PostKey} {input.AlertId}",
            sendBefore =>
            {
                sending = ready with
                {
                    Stage = AlertStage.Sending,
                    SendingSince = time.GetUtcNow(),
                    HasLanded = false,
                    Turn = null,
                    DueAt = null,
                };
                return DeliverAsync(input, channel, stored with { Value = sending }, sendBefore, cancellationToken);
            },
            cancellationToken);
        if (delivery is null)
            return await SaveAsync(input, ready with { Turn = turn }, turn, cancellationToken) with { IsTurn = true };

        if (state is not null && delivery.Outcome == AlertOutcome.Delivered)
            await channelStates.ResumeAsync(channel.Name, cancellationToken);
        return await ReactAsync(input, channel, After(delivery, sending), TellCap(delivery), cancellationToken);
    }

    /// <summary>What comes before the alert's turn: whether it arrived already, and its picture, which takes a while.</summary>
    private async Task<(AlertRecord Alert, AlertDelivery? Ended)> PrepareAsync(
        IAlertChannel channel, AlertRecord alert, CancellationToken cancellationToken)
    {
        try
        {
            var lookup = alert.Stage == AlertStage.Sending
                ? await channel.FindAsync(alert.Message, alert.SendingSince ?? alert.Message.RecordedAt, cancellationToken)
                : AlertLookup.DidNotArrive;
            if (lookup.Arrival == AlertArrival.Arrived)
                return (alert, AlertDelivery.Delivered);
            if (lookup.Failure is { } failure)
                return (alert, failure with { Message = $"It may have arrived, and the channel could not be asked. {failure.Message}" });

            // Where the channel can never tell, an alert twice is better than none.
            var unsent = alert with { Stage = AlertStage.Recorded, SendingSince = null };
            return unsent.IsPlain || unsent is { Turn: not null, Upload: not null }
                ? (unsent, null)
                : await UploadAsync(channel, unsent, cancellationToken);
        }
        catch (Exception error) when (PostGuard.IsOfOnePost(error, cancellationToken))
        {
            return (alert, new AlertDelivery(AlertOutcome.Transient, error.Message));
        }
    }

    private async Task<(AlertRecord Alert, AlertDelivery? Ended)> UploadAsync(
        IAlertChannel channel, AlertRecord alert, CancellationToken cancellationToken)
    {
        var (upload, failure) = await channel.UploadAsync(alert.Message, alert.Upload?.File, cancellationToken);
        var begun = alert with { Upload = upload ?? alert.Upload };
        // The news is worth more than its picture.
        return failure is { Outcome: AlertOutcome.Transient } && retries.AreUsedUp(alert.Attempts)
            ? (begun with { Upload = new AlertUpload(Note: "the picture could not be uploaded") }, null)
            : (begun, failure);
    }

    /// <summary>Sends the alert; null where it was too late to send it in its turn.</summary>
    private async Task<AlertDelivery?> DeliverAsync(
        AlertTask input,
        IAlertChannel channel,
        Versioned<AlertRecord> stored,
        DateTimeOffset sendBefore,
        CancellationToken cancellationToken
    )
    {
        var alert = stored.Value;
        await alerts.SaveAsync(input.Account, alert, stored.Version, cancellationToken);
        var now = time.GetUtcNow();
        if (now > sendBefore)
            return null;

        var isLate = now - alert.Message.RecordedAt > LateAfter;
        var draft = new AlertDraft(alert.Message, alert.IsPlain ? AlertUpload.None : alert.Upload!, isLate, alert.IsPlain);
        try
        {
            return await channel.SendAsync(draft, cancellationToken);
        }
        catch (Exception error) when (PostGuard.IsOfOnePost(error, cancellationToken))
        {
            // It is not known how far the channel came.
            return new AlertDelivery(AlertOutcome.Unknown, error.Message) { MayStillArrive = true };
        }
    }

    // Only where the channel did not answer can the alert still be on its way.
    private static AlertRecord After(AlertDelivery delivery, AlertRecord sending) => delivery switch
    {
        { Outcome: not AlertOutcome.Unknown } => sending with { Stage = AlertStage.Recorded, SendingSince = null },
        { MayStillArrive: false } => sending with { HasLanded = true },
        _ => sending,
    };

    private Task<AlertStep> ReactAsync(
        AlertTask input, IAlertChannel channel, AlertRecord sent, AlertDelivery delivery, CancellationToken cancellationToken)
    {
        var alert = sent with { Turn = null, DueAt = null };
        return delivery.Outcome switch
        {
            AlertOutcome.Delivered => SaveAsync(input, Sent(alert), null, cancellationToken),
            AlertOutcome.Throttled => WaitAsync(input, channel, alert, delivery, cancellationToken),
            AlertOutcome.Rejected => RefuseAsync(input, alert, delivery, cancellationToken),
            AlertOutcome.Permanent => HoldAsync(input, alert, delivery.Message ?? "The channel refuses all alerts.", cancellationToken),
            _ => RetryAsync(input, channel, alert, delivery, cancellationToken),
        };
    }

    // The limit is the channel's: every alert of it waits.
    private async Task<AlertStep> WaitAsync(
        AlertTask input, IAlertChannel channel, AlertRecord alert, AlertDelivery delivery, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + WaitOf(delivery);
        await budget.DeferAsync(channel.Budget, until, delivery.Message, cancellationToken);
        // A channel without windows has no budget that keeps it.
        var waiting = alert with { Turn = until, DueAt = until, NotBefore = until, Reason = delivery.Message };
        return await SaveAsync(input, waiting, until, cancellationToken);
    }

    // Looks and uploads have limits of their own, which say nothing of the channel's messages; and what waits here has taken no turn among
    // them.
    private Task<AlertStep> PauseAsync(AlertTask input, AlertRecord alert, AlertDelivery delivery, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + WaitOf(delivery);
        return SaveAsync(
            input, alert with { Turn = null, DueAt = until, NotBefore = until, Reason = delivery.Message }, until, cancellationToken);
    }

    private async Task<AlertStep> RetryAsync(
        AlertTask input, IAlertChannel channel, AlertRecord alert, AlertDelivery delivery, CancellationToken cancellationToken)
    {
        var count = alert.Attempts + 1;
        TimeSpan? asked = delivery.RetryAfter is null ? null : WaitOf(delivery);
        var failed = alert with
        {
            Attempts = count,
            DueAt = retries.NextAt(count, asked),
            NotBefore = retries.AskedUntil(asked),
            Reason = delivery.Message,
        };
        return await SaveAsync(input, failed, FindDue(channel, failed), cancellationToken) with { WasTried = true };
    }

    // A picture may not have been ready: it is sent once more as it was, and then as plain text.
    private async Task<AlertStep> RefuseAsync(
        AlertTask input, AlertRecord alert, AlertDelivery delivery, CancellationToken cancellationToken)
    {
        var refused = alert with { Refusals = alert.Refusals + 1, Reason = delivery.Message };
        if (alert.IsPlain)
            return await SaveAsync(input, refused with { Stage = AlertStage.Failed }, null, cancellationToken);

        DateTimeOffset? due = refused.IsPlain ? null : retries.NextAt(1, null);
        return await SaveAsync(input, refused with { DueAt = due }, due ?? time.GetUtcNow(), cancellationToken) with { WasTried = true };
    }

    private Task<AlertStep> ExpireAsync(AlertTask input, AlertRecord alert, string? reason, CancellationToken cancellationToken)
    {
        var inTheWay = reason is null ? "Nothing ran that could have sent it." : $"Last in the way: {reason}";
        var age = string.Create(CultureInfo.InvariantCulture, $"{options.Value.AlertMaxAge.TotalHours:0.##} h");
        var expired = $"It became too old to be news, having been owed for more than {age}. {inTheWay}";
        var failed = alert with { Stage = AlertStage.Failed, Turn = null, DueAt = null, Reason = expired };
        return SaveAsync(input, failed, null, cancellationToken);
    }

    // The alert is held, not given up: it is sent when the operator has put the channel right.
    private async Task<AlertStep> HoldAsync(AlertTask input, AlertRecord alert, string reason, CancellationToken cancellationToken)
    {
        await SaveAsync(input, alert with { Reason = reason }, null, cancellationToken);
        return await StopChannelAsync(alert, reason, cancellationToken);
    }

    private async Task<AlertStep> StopChannelAsync(AlertRecord alert, string reason, CancellationToken cancellationToken)
    {
        var first = await channelStates.StopAsync(channels.NameOf(alert.Channel), reason, cancellationToken);
        return new AlertStep(alert.Stage, Problem: first ? reason : null);
    }

    private string NoChannel(string name) =>
        $"There is no channel '{name}' in the settings. There are: {string.Join(", ", channels.Names)}.";

    private AlertRecord Sent(AlertRecord alert)
    {
        var now = time.GetUtcNow();
        metrics.RecordAlertDelay(now - alert.Message.PostedAt);
        return alert with { Stage = AlertStage.Sent, SendingSince = null, Reason = null, SentAt = now };
    }

    private bool IsTooOld(AlertRecord alert) => time.GetUtcNow() - alert.OwedSince > options.Value.AlertMaxAge;

    private DateTimeOffset FindDue(IAlertChannel channel, AlertRecord alert)
    {
        var due = alert.FindDue(channel.Timeout);
        return time.IsDue(due, MaxWait + (2 * channel.Timeout)) ? time.GetUtcNow() : due!.Value;
    }

    private TimeSpan MaxWait => retries.Cap > MinWaitCap ? retries.Cap : MinWaitCap;

    private TimeSpan WaitOf(AlertDelivery delivery)
    {
        var wait = delivery.RetryAfter ?? ThrottledDelay;
        return wait < MaxWait ? wait : MaxWait;
    }

    private AlertDelivery TellCap(AlertDelivery delivery) => delivery.RetryAfter > MaxWait
        ? delivery with
        {
            Message = string.Create(
                CultureInfo.InvariantCulture,
                $"{delivery.Message} It asks to wait {delivery.RetryAfter.Value.TotalSeconds:0} s; it is asked again after "
                    + $"{MaxWait.TotalSeconds:0} s (Scanning:BackoffCap).").TrimStart(),
        }
        : delivery;

    private async Task<AlertStep> SaveAsync(
        AlertTask input, AlertRecord alert, DateTimeOffset? retryAt, CancellationToken cancellationToken)
    {
        var stored = await alerts.GetAsync(input, cancellationToken);
        // Another host may have gone on with it while this one was stopped.
        if (stored.Value.IsSettled)
            return StepOf(input, stored.Value);

        await alerts.SaveAsync(input.Account, alert, stored.Version, cancellationToken);
        return StepOf(input, alert, retryAt);
    }

    private static AlertStep StepOf(AlertTask input, AlertRecord alert, DateTimeOffset? retryAt = null) =>
        new(alert.Stage, retryAt, Problem: ProblemOf(input, alert, retryAt));

    private static string? ProblemOf(AlertTask input, AlertRecord alert, DateTimeOffset? retryAt)
    {
        var which = $"An alert on post {PostKeys.Read(input.PostKey).Id} of {input.Account} to channel '{alert.Channel}'";
        if (alert.Stage == AlertStage.Failed)
            return $"{which} was given up: {alert.Reason}";

        return retryAt is { } at && alert.Reason is { } reason
            ? string.Create(CultureInfo.InvariantCulture, $"{which} is tried again at {at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: {reason}")
            : null;
    }
}
