using Spotter.Calls;
using Spotter.Pictures;

namespace Spotter.Alerting.Slack;

/// <summary>
/// A channel of Slack, by a bot token. The picture is uploaded without a channel and shown by the message that names it, so that an alert
/// is one message,
/// and one that carries the metadata by which it can be found again. https://docs.slack.dev/messaging/working-with-files
/// </summary>
public sealed class SlackChannel(
    string name,
    CallBudgetPlan budget,
    TimeSpan timeout,
    ISlackApi slack,
    IPictureStore pictures,
    IPictureDrawer drawer,
    TimeProvider time) : IAlertChannel
{
    private const int MaxHistoryPages = 10;
    private const int MaxFileLooks = 20;

    // Pixels of the longer side: more than a channel shows.
    private const int MaxPictureSide = 1_600;

    private const string NoPicture = "the picture could not be shown";

    private static readonly TimeSpan FileLookDelay = TimeSpan.FromMilliseconds(500);

    // Slack's clock need not be ours.
    private static readonly TimeSpan ClockMargin = TimeSpan.FromMinutes(5);

    public string Name => name;

    public CallBudgetPlan Budget => budget;

    public TimeSpan Timeout => timeout;

    public async Task<(AlertUpload? Upload, AlertDelivery? Failure)> UploadAsync(
        AlertMessage alert, string? file, CancellationToken cancellationToken) =>
        file is not null && await TakeUpAsync(alert, file, cancellationToken) is { } takenUp
            ? takenUp
            : await UploadAsync(alert, cancellationToken);

    public async Task<AlertDelivery> SendAsync(AlertDraft draft, CancellationToken cancellationToken) =>
        await slack.PostAsync(draft, cancellationToken) ?? AlertDelivery.Delivered;

    public async Task<AlertLookup> FindAsync(AlertMessage alert, DateTimeOffset since, CancellationToken cancellationToken)
    {
        string? cursor = null;
        for (var page = 0; page < MaxHistoryPages; page++)
        {
            var (history, failure) = await slack.ReadHistoryAsync(since - ClockMargin, cursor, cancellationToken);
            if (failure is not null)
                return MayEverBeRead(failure) ? AlertLookup.TryLater(failure) : AlertLookup.CannotTell;
            if (history!.AlertIds.Contains(alert.Id))
                return AlertLookup.Arrived;

            cursor = history.NextCursor;
            if (string.IsNullOrEmpty(cursor))
                return AlertLookup.DidNotArrive;
        }

        return AlertLookup.CannotTell;
    }

    // The token may be well and the channel gone, or the app not in it: only the channel's history tells without a message.
    public async Task<string?> FindProblemAsync(CancellationToken cancellationToken)
    {
        if (await slack.TestAsync(cancellationToken) is { } problem)
            return problem.Message;

        var (_, failure) = await slack.ReadHistoryAsync(time.GetUtcNow(), cursor: null, cancellationToken);
        // Without the scope it cannot be asked, and messages are taken all the same.
        return failure is null or { Outcome: AlertOutcome.Throttled } || SlackErrors.LacksPermission(failure) ? null : failure.Message;
    }

    /// <summary>
    /// Uploads the picture. Lunch news without a picture is better than none: where Slack will not have it, a note says so.
    /// </summary>
    private async Task<(AlertUpload? Upload, AlertDelivery? Failure)> UploadAsync(AlertMessage alert, CancellationToken cancellationToken)
    {
        if (await pictures.ReadAsync(alert.Picture, cancellationToken) is not { } picture)
            return (new AlertUpload(Note: "the picture is no longer stored"), null);

        byte[] jpeg;
        try
        {
            // Slack shows neither WebP nor AVIF nor TIFF. https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object
            jpeg = drawer.DrawJpeg(picture.Bytes, MaxPictureSide, [.. alert.Lines.Select(line => line.Box)]);
        }
        catch (PictureFormatException error)
        {
            return (new AlertUpload(Note: $"the picture cannot be drawn: {error.Message}"), null);
        }

        var (ticket, failure) = await slack.StartUploadAsync($"{alert.Picture.Hex[..12]}.jpg", jpeg.Length, cancellationToken);
        failure ??= await slack.UploadAsync(ticket!.Address, jpeg, cancellationToken);
        if (failure is not null)
            return Explain(failure, file: null);

        failure = await slack.CompleteUploadAsync(ticket!.File, SlackText.Title(alert), cancellationToken);
        return failure is null ? await ShowAsync(ticket.File, cancellationToken) : Explain(failure, ticket.File);
    }

    /// <summary>
    /// Goes on with a file that an earlier try uploaded; null where Slack does not know it: it can be deleted there, by a person or by the
    /// workspace's rules.
    /// </summary>
    private async Task<(AlertUpload? Upload, AlertDelivery? Failure)?> TakeUpAsync(
        AlertMessage alert, string file, CancellationToken cancellationToken)
    {
        var (isReady, failure) = await slack.IsFileReadyAsync(file, cancellationToken);
        if (isReady)
            return (new AlertUpload(file), null);

        // Its bytes may have come and only the end of the upload not.
        if (failure?.Outcome == AlertOutcome.Rejected)
            failure = await slack.CompleteUploadAsync(file, SlackText.Title(alert), cancellationToken);
        if (failure?.Outcome == AlertOutcome.Rejected)
            return null;

        return failure is null ? await ShowAsync(file, cancellationToken) : Explain(failure, file);
    }

    // A message that names a file too early is refused as invalid_blocks.
    private async Task<(AlertUpload? Upload, AlertDelivery? Failure)> ShowAsync(string file, CancellationToken cancellationToken)
    {
        for (var look = 0; look < MaxFileLooks; look++)
        {
            var (isReady, failure) = await slack.IsFileReadyAsync(file, cancellationToken);
            if (isReady)
                return (new AlertUpload(file), null);
            if (failure is { Outcome: not (AlertOutcome.Unknown or AlertOutcome.Transient) })
                return Explain(failure, file);

            await Task.Delay(FileLookDelay, time, cancellationToken);
        }

        return (new AlertUpload(Note: $"{NoPicture}: Slack did not have it ready in time"), null);
    }

    // A failure before the message is posted has delivered nothing, whatever it was.
    private static (AlertUpload? Upload, AlertDelivery? Failure) Explain(AlertDelivery failure, string? file) => failure.Outcome switch
    {
        AlertOutcome.Throttled => (Begun(file), failure),
        AlertOutcome.Unknown or AlertOutcome.Transient => (Begun(file), failure with { Outcome = AlertOutcome.Transient }),
        _ when SlackErrors.LacksPermission(failure) =>
            (new AlertUpload(Note: $"{NoPicture}: the app needs the scopes files:write and files:read"), null),
        _ => (new AlertUpload(Note: failure.Code is { } code ? $"{NoPicture}: Slack refused it ({code})" : NoPicture), null),
    };

    private static AlertUpload? Begun(string? file) => file is null ? null : new AlertUpload(file);

    private static bool MayEverBeRead(AlertDelivery failure) =>
        !SlackErrors.LacksPermission(failure) && failure.Outcome != AlertOutcome.Rejected;
}
