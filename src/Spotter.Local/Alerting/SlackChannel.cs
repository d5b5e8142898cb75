using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Spotter.Alerting;
using Spotter.Pictures;

namespace Spotter.Local.Alerting;

/// <summary>
/// A channel of Slack, by a bot token. The picture is uploaded without a channel and shown by the message that names it, so that an alert is one message,
/// and one that carries the metadata by which it can be found again. https://docs.slack.dev/messaging/working-with-files
/// </summary>
internal sealed class SlackChannel(string name, ChannelOptions options, IHttpClientFactory clients, IPictureStore pictures, TimeProvider time) : IAlertChannel
{
    private const int MostHistoryPages = 10;
    private const int MostFileLooks = 20;

    private const string NoPicture = "the picture could not be shown: the app needs the scopes files:write and files:read";

    private static readonly TimeSpan FileLookDelay = TimeSpan.FromMilliseconds(500);

    // Slack's clock need not be ours.
    private static readonly TimeSpan ClockMargin = TimeSpan.FromMinutes(5);

    private readonly SlackHttp _http = new(clients, name);

    public string Name => name;

    public async Task<AlertDelivery> SendAsync(AlertMessage alert, CancellationToken cancellationToken)
    {
        var (file, note, failure) = await UploadAsync(alert, cancellationToken);
        if (failure is not null)
            return failure;

        using var content = Json(SlackBody.Write(alert, options.Channel, file, note));
        var (_, refused) = await CallAsync("chat.postMessage", content, cancellationToken);
        return refused ?? AlertDelivery.Delivered;
    }

    public async Task<AlertLookup> FindAsync(AlertMessage alert, CancellationToken cancellationToken)
    {
        var oldest = (alert.RecordedAt - ClockMargin).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        string? cursor = null;
        for (var page = 0; page < MostHistoryPages; page++)
        {
            using var content = Form(("channel", options.Channel!), ("oldest", oldest), ("limit", "200"), ("include_all_metadata", "true"), ("cursor", cursor));
            var (reply, failure) = await CallAsync("conversations.history", content, cancellationToken);
            if (failure is not null)
                return failure.Outcome is AlertOutcome.Permanent or AlertOutcome.Rejected ? AlertLookup.CannotTell : AlertLookup.TryLater;
            if (reply!.Messages.Any(message => message?.Metadata is { EventType: SlackText.MetadataType } metadata && metadata.Payload?.Id == alert.Id))
                return AlertLookup.Arrived;

            cursor = reply.Page?.Next;
            if (string.IsNullOrEmpty(cursor))
                return AlertLookup.DidNotArrive;
        }

        return AlertLookup.CannotTell;
    }

    public async Task<string?> FindProblemAsync(CancellationToken cancellationToken)
    {
        using var content = Form();
        return (await CallAsync("auth.test", content, cancellationToken)).Failure?.Message;
    }

    private static ByteArrayContent Json(byte[] body) =>
        new(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };

    private static FormUrlEncodedContent Form(params IEnumerable<(string Name, string? Value)> fields) =>
        new(fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Name, field.Value!)));

    /// <summary>Uploads the picture. Lunch news without a picture is better than none: where Slack will not have it, a note says so.</summary>
    private async Task<(string? File, string? Note, AlertDelivery? Failure)> UploadAsync(AlertMessage alert, CancellationToken cancellationToken)
    {
        if (await pictures.ReadAsync(alert.Picture, cancellationToken) is not { } picture)
            return (null, "the picture is no longer stored", null);

        var length = picture.Bytes.Length.ToString(CultureInfo.InvariantCulture);
        using var start = Form(("filename", $"{alert.Picture.Hex[..12]}.{picture.MediaType.Split('/')[^1]}"), ("length", length));
        var (ticket, failure) = await CallAsync("files.getUploadURLExternal", start, cancellationToken);
        if (failure is not null)
            return Skip(failure);

        if (!Uri.TryCreate(ticket!.UploadUrl, UriKind.Absolute, out var address) || ticket.FileId is not { } file)
            return Skip(new AlertDelivery(AlertOutcome.Transient, "Slack gave no address for the picture."));

        using var upload = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(picture.Bytes) };
        (_, var accepted, failure) = await _http.SendAsync(upload, cancellationToken);
        if (failure is not null || !accepted)
            return Skip(failure ?? new AlertDelivery(AlertOutcome.Rejected));

        var files = new Dictionary<string, List<Dictionary<string, string>>> { ["files"] = [new() { ["id"] = file, ["title"] = alert.Label }] };
        using var complete = Json(JsonSerializer.SerializeToUtf8Bytes(files, SlackJsonContext.Default.DictionaryStringListDictionaryStringString));
        (_, failure) = await CallAsync("files.completeUploadExternal", complete, cancellationToken);
        if (failure is not null)
            return Skip(failure);

        return await IsReadyAsync(file, cancellationToken) ? (file, null, null) : (null, NoPicture, null);
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
            using var content = Form(("file", file));
            var (reply, failure) = await CallAsync("files.info", content, cancellationToken);
            if (failure?.Outcome is AlertOutcome.Permanent or AlertOutcome.Rejected)
                return false;
            if (!string.IsNullOrEmpty(reply?.File?.Mimetype))
                return true;

            await Task.Delay(FileLookDelay, time, cancellationToken);
        }

        return false;
    }

    private async Task<(SlackReply? Reply, AlertDelivery? Failure)> CallAsync(string method, HttpContent content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{options.BaseAddress.TrimEnd('/')}/api/{method}") { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Token);
        var (body, accepted, failure) = await _http.SendAsync(request, cancellationToken);
        if (failure is not null)
            return (null, failure);

        return SlackReply.Read(body!) switch
        {
            { Ok: true } reply => (reply, null),
            { } reply => (null, SlackErrors.Explain(SlackErrors.FindCode(reply.Error) ?? "unknown_error", name)),
            null when accepted => (null, new AlertDelivery(AlertOutcome.Unknown, $"Slack's answer to {method} cannot be read.")),
            null => (null, new AlertDelivery(AlertOutcome.Permanent, $"What answers {method} for channel '{name}' is not Slack. Correct Channels:{name}:BaseAddress.")),
        };
    }
}
