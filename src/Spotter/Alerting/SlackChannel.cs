using Spotter.Pictures;

namespace Spotter.Alerting;

/// <summary>
/// A channel of Slack, by a bot token. The picture is uploaded without a channel and shown by the message that names it, so that an alert is one message,
/// and one that carries the metadata by which it can be found again. https://docs.slack.dev/messaging/working-with-files
/// </summary>
public sealed class SlackChannel(string name, ISlackApi slack, IPictureStore pictures, TimeProvider time) : IAlertChannel
{
    private const int MostHistoryPages = 10;
    private const int MostFileLooks = 20;

    private const string NoPicture = "the picture could not be shown: the app needs the scopes files:write and files:read";

    private static readonly TimeSpan FileLookDelay = TimeSpan.FromMilliseconds(500);

    // Slack's clock need not be ours.
    private static readonly TimeSpan ClockMargin = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public async Task<AlertDelivery> SendAsync(AlertMessage alert, CancellationToken cancellationToken)
    {
        var (file, note, failure) = await UploadAsync(alert, cancellationToken);
        return failure ?? await slack.PostAsync(alert, file, note, cancellationToken) ?? AlertDelivery.Delivered;
    }

    /// <inheritdoc/>
    public async Task<AlertLookup> FindAsync(AlertMessage alert, CancellationToken cancellationToken)
    {
        string? cursor = null;
        for (var page = 0; page < MostHistoryPages; page++)
        {
            var (history, failure) = await slack.ReadHistoryAsync(alert.RecordedAt - ClockMargin, cursor, cancellationToken);
            if (failure is not null)
                return failure.Outcome is AlertOutcome.Permanent or AlertOutcome.Rejected ? AlertLookup.CannotTell : AlertLookup.TryLater;
            if (history!.AlertIds.Contains(alert.Id))
                return AlertLookup.Arrived;

            cursor = history.NextCursor;
            if (string.IsNullOrEmpty(cursor))
                return AlertLookup.DidNotArrive;
        }

        return AlertLookup.CannotTell;
    }

    /// <inheritdoc/>
    public async Task<string?> FindProblemAsync(CancellationToken cancellationToken) => (await slack.TestAsync(cancellationToken))?.Message;

    /// <summary>Uploads the picture. Lunch news without a picture is better than none: where Slack will not have it, a note says so.</summary>
    private async Task<(string? File, string? Note, AlertDelivery? Failure)> UploadAsync(AlertMessage alert, CancellationToken cancellationToken)
    {
        if (await pictures.ReadAsync(alert.Picture, cancellationToken) is not { } picture)
            return (null, "the picture is no longer stored", null);

        var fileName = $"{alert.Picture.Hex[..12]}.{picture.MediaType.Split('/')[^1]}";
        var (ticket, failure) = await slack.StartUploadAsync(fileName, picture.Bytes.Length, cancellationToken);
        failure ??= await slack.UploadAsync(ticket!.Address, picture.Bytes, cancellationToken);
        failure ??= await slack.CompleteUploadAsync(ticket!.File, alert.Label, cancellationToken);
        if (failure is not null)
            return Skip(failure);

        return await IsReadyAsync(ticket!.File, cancellationToken) ? (ticket.File, null, null) : (null, NoPicture, null);
    }

    // A failure before the message is posted has delivered nothing, whatever it was.
    private static (string?, string?, AlertDelivery?) Skip(AlertDelivery failure) => failure.Outcome switch
    {
        AlertOutcome.Permanent or AlertOutcome.Rejected => (null, NoPicture, null),
        AlertOutcome.Unknown => (null, null, failure with { Outcome = AlertOutcome.Transient }),
        _ => (null, null, failure),
    };

    // A message that names a file too early is refused as invalid_blocks.
    private async Task<bool> IsReadyAsync(string file, CancellationToken cancellationToken)
    {
        for (var look = 0; look < MostFileLooks; look++)
        {
            var (isReady, failure) = await slack.IsFileReadyAsync(file, cancellationToken);
            if (failure?.Outcome is AlertOutcome.Permanent or AlertOutcome.Rejected)
                return false;
            if (isReady)
                return true;

            await Task.Delay(FileLookDelay, time, cancellationToken);
        }

        return false;
    }
}
