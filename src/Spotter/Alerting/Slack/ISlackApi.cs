namespace Spotter.Alerting.Slack;

/// <summary>
/// The methods of Slack that a channel needs, called once each without a retry. A failure is part of the result: null means that the call
/// went well.
/// https://docs.slack.dev/reference/methods
/// </summary>
public interface ISlackApi
{
    /// <summary><c>auth.test</c>: checks the token.</summary>
    Task<AlertDelivery?> TestAsync(CancellationToken cancellationToken);

    /// <summary><c>files.getUploadURLExternal</c>: asks where a file may be uploaded to.</summary>
    /// <param name="length">In bytes.</param>
    Task<(SlackUpload? Upload, AlertDelivery? Failure)> StartUploadAsync(string fileName, int length, CancellationToken cancellationToken);

    /// <summary>Uploads the bytes to the address that was given for them.</summary>
    Task<AlertDelivery?> UploadAsync(Uri address, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary><c>files.completeUploadExternal</c>: makes the upload a file, shared with no channel.</summary>
    Task<AlertDelivery?> CompleteUploadAsync(string file, string title, CancellationToken cancellationToken);

    /// <summary><c>files.info</c>: whether Slack has made a picture of the file, so that a message may show it.</summary>
    Task<(bool IsReady, AlertDelivery? Failure)> IsFileReadyAsync(string file, CancellationToken cancellationToken);

    /// <summary>
    /// <c>chat.postMessage</c>: posts an alert, with its id as metadata of the type <see cref="SlackText.MetadataType"/>.
    /// </summary>
    /// <param name="draft">What is said and shown.</param>
    /// <param name="cancellationToken">Cancels the call; the message may still have been posted.</param>
    Task<AlertDelivery?> PostAsync(AlertDraft draft, CancellationToken cancellationToken);

    /// <summary><c>conversations.history</c>: reads which alerts are in the channel.</summary>
    /// <param name="oldest">How far to go back.</param>
    /// <param name="cursor">The next page, as the page before named it; null for the first.</param>
    Task<(SlackHistory? History, AlertDelivery? Failure)> ReadHistoryAsync(
        DateTimeOffset oldest, string? cursor, CancellationToken cancellationToken);
}
