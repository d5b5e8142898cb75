using Spotter.Alerting;
using Spotter.Calls;
using Spotter.Orchestration;
using Spotter.Posts;
using Spotter.State;

namespace Spotter.Scanning;

/// <summary>
/// Sends one alert, or finds that it arrived already. One that cannot be delivered stays owed and is tried with growing waits until it is
/// too old to be news. It is given up before that only for what the channel says of the message itself.
/// </summary>
public sealed class SendAlert(
    AlertRepository alerts,
    AlertChannels channels,
    ChannelStateRepository channelStates,
    CallBudget budget,
    RetryPolicy retries,
    AlertWaits waits,
    AlertFollowUp followUp,
    TimeProvider time) : IActivity<SendAlert, AlertTask, AlertStep>
{
    // Until then an alert reads as news of now.
    private static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public static Activity<AlertTask, AlertStep> Definition { get; } = new("SendAlert");

    /// <inheritdoc/>
    public async Task<AlertStep> RunAsync(AlertTask input, CancellationToken cancellationToken)
    {
        try
        {
            var stored = await alerts.GetAsync(input, cancellationToken);
            return stored.Value.IsSettled
                ? AlertStep.Of(input, stored.Value)
                : await SendAsync(input, stored, cancellationToken);
        }
        catch (RecordException error) when (PostGuard.IsRecordOfOnePost(error, input.Account))
        {
            return new AlertStep(AlertStage.Failed, Problem: error.Message);
        }
    }

    private async Task<AlertStep> SendAsync(AlertTask input, Versioned<AlertRecord> stored, CancellationToken cancellationToken)
    {
        var alert = stored.Value;
        var channel = channels.Find(alert.Channel);
        var state = await channelStates.FindAsync(channels.NameOf(alert.Channel), cancellationToken);
        var isHeld = state is { IsOnTrial: false };
        // What may have arrived is looked up first, where that can be done.
        if (waits.IsTooOld(alert) && (isHeld || channel is null || alert.Stage == AlertStage.Recorded))
            return await followUp.ExpireAsync(input, alert, isHeld ? state!.Reason : alert.Reason, cancellationToken);
        if (isHeld)
            return new AlertStep(alert.Stage);
        if (channel is null)
            return await followUp.StopChannelAsync(alert, NoChannel(alert.Channel), cancellationToken);
        if (waits.FindDue(channel, alert) is { } due && due > time.GetUtcNow())
            return AlertStep.Of(input, alert, due) with { IsTurn = due != alert.DueAt };

        var (ready, ended) = await PrepareAsync(channel, alert, cancellationToken);
        if (ended is not { Outcome: AlertOutcome.Delivered } && waits.IsTooOld(ready))
            return await followUp.ExpireAsync(input, ready, ended?.Message ?? ready.Reason, cancellationToken);

        return ended switch
        {
            null => await SendInTurnAsync(input, channel, stored with { Value = ready }, isOnTrial: state is not null, cancellationToken),
            { Outcome: AlertOutcome.Throttled } => await followUp.PauseAsync(input, ready, ended, cancellationToken),
            _ => await followUp.KeepAsync(input, channel, ready, ended, cancellationToken),
        };
    }

    private string NoChannel(string name) =>
        $"There is no channel '{name}' in the settings. There are: {string.Join(", ", channels.Names)}.";

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

    private async Task<AlertStep> SendInTurnAsync(
        AlertTask input, IAlertChannel channel, Versioned<AlertRecord> ready, bool isOnTrial, CancellationToken cancellationToken)
    {
        var sending = ready.Value;
        var (delivery, turn) = await budget.CallAsync(
            channel.Budget,
            $"{input.Account} {input.PostKey} {input.AlertId}",
            sendBefore =>
            {
                sending = Begin(ready.Value);
                return DeliverAsync(input, channel, ready with { Value = sending }, sendBefore, cancellationToken);
            },
            cancellationToken);
        if (delivery is null)
            return await followUp.SaveAsync(input, ready.Value with { Turn = turn }, turn, cancellationToken) with { IsTurn = true };

        if (isOnTrial && delivery.Outcome == AlertOutcome.Delivered)
            await channelStates.ResumeAsync(channel.Name, cancellationToken);
        return await followUp.KeepAsync(input, channel, After(delivery, sending), delivery, cancellationToken);
    }

    private AlertRecord Begin(AlertRecord alert) => alert with
    {
        Stage = AlertStage.Sending,
        SendingSince = time.GetUtcNow(),
        HasLanded = false,
        Turn = null,
        DueAt = null,
    };

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
}
