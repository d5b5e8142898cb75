using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Spotter.Alerting.Slack;

/// <summary>Slack's methods as plain HTTP calls.</summary>
internal sealed class HttpSlackApi(string name, ChannelOptions options, IHttpClientFactory clients, TimeProvider time) : ISlackApi
{
    private readonly SlackHttp _http = new(clients, name, options.Timeout, time);

    public async Task<AlertDelivery?> TestAsync(CancellationToken cancellationToken)
    {
        using var content = Form();
        return (await CallAsync("auth.test", content, cancellationToken)).Failure;
    }

    public async Task<(SlackUpload? Upload, AlertDelivery? Failure)> StartUploadAsync(
        string fileName, int length, CancellationToken cancellationToken)
    {
        using var content = Form(("filename", fileName), ("length", length.ToString(CultureInfo.InvariantCulture)));
        var (reply, failure) = await CallAsync("files.getUploadURLExternal", content, cancellationToken);
        if (failure is not null)
            return (null, failure);

        return SlackUpload.Read(reply!.FileId, reply.UploadUrl);
    }

    public async Task<AlertDelivery?> UploadAsync(Uri address, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(bytes) };
        var (_, accepted, failure) = await _http.SendAsync(request, cancellationToken);
        return failure ?? (accepted ? null : new AlertDelivery(AlertOutcome.Rejected));
    }

    public async Task<AlertDelivery?> CompleteUploadAsync(string file, string title, CancellationToken cancellationToken)
    {
        using var content = Json(JsonSerializer.SerializeToUtf8Bytes(
            new SlackFileList([new(file, title)]),
            SlackJson.Default.SlackFileList));
        return (await CallAsync("files.completeUploadExternal", content, cancellationToken)).Failure;
    }

    public async Task<(bool IsReady, AlertDelivery? Failure)> IsFileReadyAsync(string file, CancellationToken cancellationToken)
    {
        using var content = Form(("file", file));
        var (reply, failure) = await CallAsync("files.info", content, cancellationToken);
        return (!string.IsNullOrEmpty(reply?.File?.Mimetype), failure);
    }

    public async Task<AlertDelivery?> PostAsync(AlertDraft draft, CancellationToken cancellationToken)
    {
        using var content = Json(SlackBody.Write(draft, options.Channel));
        return (await CallAsync("chat.postMessage", content, cancellationToken)).Failure;
    }

    public async Task<(SlackHistory? History, AlertDelivery? Failure)> ReadHistoryAsync(
        DateTimeOffset oldest, string? cursor, CancellationToken cancellationToken)
    {
        var since = oldest.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var content = Form(("channel", options.Channel!), ("oldest", since), ("limit", "200"), (
            "include_all_metadata", "true"), ("cursor", cursor));
        var (reply, failure) = await CallAsync("conversations.history", content, cancellationToken);
        if (failure is not null)
            return (null, failure);

        var ids = reply!.Messages
            .Where(message => message?.Metadata?.EventType == SlackText.MetadataType)
            .Select(message => message!.Metadata!.EventPayload?.Id)
            .OfType<string>();
        return (new SlackHistory([.. ids], reply.ResponseMetadata?.NextCursor), null);
    }

    private static ByteArrayContent Json(byte[] body) =>
        new(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };

    private static FormUrlEncodedContent Form(params IEnumerable<(string Name, string? Value)> fields) =>
        new(fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Name, field.Value!)));

    private async Task<(SlackReply? Reply, AlertDelivery? Failure)> CallAsync(
        string method, HttpContent content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"{options.BaseAddress.TrimEnd('/')}/api/{method}")
        { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Token);
        var (body, accepted, failure) = await _http.SendAsync(request, cancellationToken);
        if (failure is not null)
            return (null, failure);

        return SlackReply.Read(body!) switch
        {
            { Ok: true } reply => (reply, null),
            { } reply => (null, SlackErrors.Explain(SlackErrors.FindCode(reply.Error) ?? "unknown_error", name)),
            null when accepted => (null, SlackErrors.CannotBeRead(method)),
            null => (null, SlackErrors.IsNotSlack(method, name)),
        };
    }
}
