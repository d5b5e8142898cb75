using Spotter.Alerting;
using Spotter.Orchestration;
using Spotter.State;

namespace Spotter.Scanning;

/// <summary>Sends one alert, or finds that it arrived already.</summary>
public sealed class SendAlert(
    PostRepository posts,
    AlertChannels channels,
    ChannelStateRepository channelStates,
    CallBudget budget,
    PostAttempts attempts,
    ScanMetrics metrics,
    TimeProvider time) : IActivity<SendAlert, AlertTask, AlertStep>
{
    // What a channel asks to wait is not a failed attempt; this is for a channel that asks for nothing.
    private static readonly TimeSpan ThrottledDelay = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public static Activity<AlertTask, AlertStep> Definition { get; } = new("SendAlert");

    /// <inheritdoc/>
    public async Task<AlertStep> RunAsync(AlertTask input, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(input, await posts.GetAlertAsync(input, cancellationToken), cancellationToken);
        }
        catch (RecordException error) when (PostGuard.IsOfOnePost(error, input.Account))
        {
            return new AlertStep(AlertStage.Failed, Problem: error.Message);
        }
    }

    private async Task<AlertStep> SendAsync(AlertTask input, Versioned<AlertRecord> stored, CancellationToken cancellationToken)
    {
        var alert = stored.Value;
        if (alert.IsSettled)
            return StepOf(input, alert);
        if (await channelStates.FindAsync(alert.Channel, cancellationToken) is not null)
            return new AlertStep(alert.Stage);
        if (channels.Find(alert.Channel) is not { } channel)
            return await StopAsync(alert, $"There is no channel '{alert.Channel}' in the settings. There are: {string.Join(", ", channels.Names)}.", cancellationToken);

        var (ready, ended) = await PrepareAsync(channel, alert, cancellationToken);
        if (ended is not null)
            return await ReactAsync(input, channel, ready, ended, cancellationToken);

        var (delivery, turn) = await budget.CallAsync(
            channel.Budget,
            $"{input.Account} {input.PostKey} {input.AlertId}",
            sendBefore => DeliverAsync(input, channel, stored with { Value = ready }, sendBefore, cancellationToken),
            cancellationToken);
        return delivery is null
            ? await SaveAsync(input, ready with { Turn = turn }, turn, cancellationToken)
            : await ReactAsync(input, channel, ready, delivery, cancellationToken);
    }

    /// <summary>What comes before the alert's turn: whether it arrived already, and its picture, which takes a while.</summary>
    private static async Task<(AlertRecord Alert, AlertDelivery? Ended)> PrepareAsync(IAlertChannel channel, AlertRecord alert, CancellationToken cancellationToken)
    {
        try
        {
            // Where the channel can never tell, an alert twice is better than none.
            var lookup = alert.Stage == AlertStage.Sending ? await channel.FindAsync(alert.Message, cancellationToken) : AlertLookup.DidNotArrive;
            if (lookup == AlertLookup.Arrived)
                return (alert, AlertDelivery.Delivered);
            if (lookup == AlertLookup.TryLater)
                return (alert, new AlertDelivery(AlertOutcome.Unknown, "It is not known whether the alert arrived, and the channel could not be asked."));
            if (alert is { Turn: not null, Upload: not null })
                return (alert, null);

            var (upload, failure) = await channel.UploadAsync(alert.Message, alert.Upload?.File, cancellationToken);
            return (alert with { Upload = upload ?? alert.Upload }, failure);
        }
        catch (Exception error) when (PostGuard.IsOfOnePost(error, cancellationToken))
        {
            // What was sent before may have arrived.
            return (alert, new AlertDelivery(alert.Stage == AlertStage.Sending ? AlertOutcome.Unknown : AlertOutcome.Transient, error.Message));
        }
    }

    /// <summary>Sends the alert; null where it was too late to send it in its turn.</summary>
    private async Task<AlertDelivery?> DeliverAsync(
        AlertTask input, IAlertChannel channel, Versioned<AlertRecord> stored, DateTimeOffset sendBefore, CancellationToken cancellationToken)
    {
        var alert = stored.Value;
        await posts.SaveAlertAsync(input.Account, alert with { Stage = AlertStage.Sending, Turn = null }, stored.Version, cancellationToken);
        if (time.GetUtcNow() > sendBefore)
            return null;

        try
        {
            return await channel.SendAsync(alert.Message, alert.Upload!, cancellationToken);
        }
        catch (Exception error) when (PostGuard.IsOfOnePost(error, cancellationToken))
        {
            // It is not known how far the channel came.
            return new AlertDelivery(AlertOutcome.Unknown, error.Message);
        }
    }

    private Task<AlertStep> ReactAsync(AlertTask input, IAlertChannel channel, AlertRecord prepared, AlertDelivery delivery, CancellationToken cancellationToken)
    {
        var alert = prepared with { Turn = null };
        return delivery.Outcome switch
        {
            AlertOutcome.Delivered => SaveAsync(input, Sent(alert), null, cancellationToken),
            AlertOutcome.Throttled => WaitAsync(input, channel, alert with { Stage = AlertStage.Recorded, Reason = delivery.Message }, delivery.RetryAfter, cancellationToken),
            AlertOutcome.Transient => RetryAsync(input, alert with { Stage = AlertStage.Recorded }, delivery, cancellationToken),
            AlertOutcome.Unknown => RetryAsync(input, alert with { Stage = AlertStage.Sending }, delivery, cancellationToken),
            AlertOutcome.Rejected => SaveAsync(input, alert with { Stage = AlertStage.Failed, Reason = delivery.Message }, null, cancellationToken),
            _ => StopAsync(input, alert, delivery.Message ?? "The channel refused the alert for good.", cancellationToken),
        };
    }

    // The limit is the channel's: every alert of it waits.
    private async Task<AlertStep> WaitAsync(AlertTask input, IAlertChannel channel, AlertRecord alert, TimeSpan? retryAfter, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + (retryAfter ?? ThrottledDelay);
        await budget.DeferAsync(channel.Budget, until, cancellationToken);
        return await SaveAsync(input, alert with { Turn = until }, until, cancellationToken);
    }

    private Task<AlertStep> RetryAsync(AlertTask input, AlertRecord alert, AlertDelivery delivery, CancellationToken cancellationToken)
    {
        var failed = alert with { Attempts = alert.Attempts + 1, Reason = delivery.Message };
        return attempts.AreUsedUp(failed.Attempts)
            ? SaveAsync(input, failed with { Stage = AlertStage.Failed }, null, cancellationToken)
            : SaveAsync(input, failed, attempts.NextAt(failed.Attempts, delivery.RetryAfter), cancellationToken);
    }

    // The alert is held, not given up: it is sent when the operator has put the channel right.
    private async Task<AlertStep> StopAsync(AlertTask input, AlertRecord alert, string reason, CancellationToken cancellationToken)
    {
        await SaveAsync(input, alert with { Stage = AlertStage.Recorded, Reason = reason }, null, cancellationToken);
        return await StopAsync(alert, reason, cancellationToken);
    }

    private async Task<AlertStep> StopAsync(AlertRecord alert, string reason, CancellationToken cancellationToken)
    {
        var first = await channelStates.StopAsync(alert.Channel, reason, cancellationToken);
        return new AlertStep(AlertStage.Recorded, Problem: first ? reason : null);
    }

    private AlertRecord Sent(AlertRecord alert)
    {
        var now = time.GetUtcNow();
        metrics.RecordAlertDelay(now - alert.Message.PostedAt);
        return alert with { Stage = AlertStage.Sent, Reason = null, SentAt = now };
    }

    private async Task<AlertStep> SaveAsync(AlertTask input, AlertRecord alert, DateTimeOffset? retryAt, CancellationToken cancellationToken)
    {
        var stored = await posts.GetAlertAsync(input, cancellationToken);
        await posts.SaveAlertAsync(input.Account, alert, stored.Version, cancellationToken);
        return StepOf(input, alert, retryAt);
    }

    private static AlertStep StepOf(AlertTask input, AlertRecord alert, DateTimeOffset? retryAt = null) => new(
        alert.Stage, retryAt, alert.Stage == AlertStage.Failed ? $"An alert on post {PostKeys.Read(input.PostKey).Id} of {input.Account} was given up: {alert.Reason}" : null);
}
