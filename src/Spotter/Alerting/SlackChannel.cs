using Spotter.Pictures;
using Spotter.Sources;

namespace Spotter.Alerting;

/// <summary>
/// A channel of Slack, by a bot token. The picture is uploaded without a channel and shown by the message that names it, so that an alert is one message,
/// and one that carries the metadata by which it can be found again. https://docs.slack.dev/messaging/working-with-files
/// </summary>
public sealed class SlackChannel(string name, CallBudgetPlan budget, ISlackApi slack, IPictureStore pictures, IPictureDrawer drawer, TimeProvider time) : IAlertChannel
{
    private const int MostHistoryPages = 10;
    private const int MostFileLooks = 20;

    // Pixels of the longer side: more than a channel shows.
    private const int MaxPictureSide = 1_600;

    private const string NoPicture = "the picture could not be shown: the app needs the scopes files:write and files:read";

    private static readonly TimeSpan FileLookDelay = TimeSpan.FromMilliseconds(500);

    // Slack's clock need not be ours.
    private static readonly TimeSpan ClockMargin = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public CallBudgetPlan Budget => budget;

    /// <inheritdoc/>
    public async Task<(AlertUpload? Upload, AlertDelivery? Failure)> UploadAsync(AlertMessage alert, string? file, CancellationToken cancellationToken)
    {
        if (file is null || await IsUnknownAsync(file, cancellationToken))
            return await UploadAsync(alert, cancellationToken);

        return (await ShowAsync(file, cancellationToken), null);
    }

    /// <inheritdoc/>
    public async Task<AlertDelivery> SendAsync(AlertMessage alert, AlertUpload upload, CancellationToken cancellationToken) =>
        await slack.PostAsync(alert, upload.File, upload.Note, cancellationToken) ?? AlertDelivery.Delivered;

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
    private async Task<(AlertUpload? Upload, AlertDelivery? Failure)> UploadAsync(AlertMessage alert, CancellationToken cancellationToken)
    {
        if (await pictures.ReadAsync(alert.Picture, cancellationToken) is not { } picture)
            return (new AlertUpload(Note: "the picture is no longer stored"), null);

        byte[] jpeg;
        try
        {
            // Slack shows neither WebP nor AVIF nor TIFF. https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object
            jpeg = drawer.DrawJpeg(picture.Bytes, MaxPictureSide);
        }
        catch (PictureFormatException error)
        {
            return (new AlertUpload(Note: $"the picture cannot be drawn: {error.Message}"), null);
        }

        var (ticket, failure) = await slack.StartUploadAsync($"{alert.Picture.Hex[..12]}.jpg", jpeg.Length, cancellationToken);
        failure ??= await slack.UploadAsync(ticket!.Address, jpeg, cancellationToken);
        failure ??= await slack.CompleteUploadAsync(ticket!.File, alert.Label, cancellationToken);
        return failure is null ? (await ShowAsync(ticket!.File, cancellationToken), null) : Skip(failure);
    }

    // A failure before the message is posted has delivered nothing, whatever it was.
    private static (AlertUpload?, AlertDelivery?) Skip(AlertDelivery failure) => failure.Outcome switch
    {
        AlertOutcome.Permanent or AlertOutcome.Rejected => (new AlertUpload(Note: NoPicture), null),
        AlertOutcome.Unknown => (null, failure with { Outcome = AlertOutcome.Transient }),
        _ => (null, failure),
    };

    private async Task<AlertUpload> ShowAsync(string file, CancellationToken cancellationToken) =>
        await IsReadyAsync(file, cancellationToken) ? new AlertUpload(file) : new AlertUpload(Note: NoPicture);

    // A file can be deleted in Slack, by a person or by the workspace's rules.
    private async Task<bool> IsUnknownAsync(string file, CancellationToken cancellationToken) =>
        (await slack.IsFileReadyAsync(file, cancellationToken)).Failure?.Outcome == AlertOutcome.Rejected;

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
