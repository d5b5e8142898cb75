using System.Globalization;
using System.Net;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SlackNet;
using SlackNet.Blocks;
using SlackNet.WebApi;
using Spotter.Alerting;
using Spotter.Alerting.Slack;

namespace Spotter.FunctionsApp.Alerting;

/// <summary>Slack's methods through SlackNet, whose own waiting after a 429 is off: the orchestration waits.</summary>
/// <param name="name">The name that the settings give the channel.</param>
/// <param name="options">The channel's settings.</param>
/// <param name="clients">Give the client <see cref="ClientName"/>.</param>
/// <param name="time">Reads the dates until which Slack asks to wait.</param>
internal sealed class SlackNetApi(string name, ChannelOptions options, IHttpClientFactory clients, TimeProvider time) : ISlackApi
{
    /// <summary>The name of the client, which must go through <see cref="SlackNetHandler"/> and have no loggers.</summary>
    public const string ClientName = "slacknet";

    private readonly SlackHttp _uploads = new(clients, name, options.Timeout, time);
    private readonly SlackApiClient _slack = Connect(options, clients);

    public async Task<AlertDelivery?> TestAsync(CancellationToken cancellationToken) =>
        (await CallAsync("auth.test", () => _slack.Auth.Test(cancellationToken), cancellationToken)).Failure;

    public async Task<(SlackUpload? Upload, AlertDelivery? Failure)> StartUploadAsync(
        string fileName, int length, CancellationToken cancellationToken)
    {
        var (ticket, failure) = await CallAsync("files.getUploadURLExternal", () => _slack.Files.GetUploadUrlExternal(
            fileName, length, cancellationToken: cancellationToken), cancellationToken);
        if (failure is not null)
            return (null, failure);

        return SlackUpload.Read(ticket?.FileId, ticket?.UploadUrl);
    }

    public async Task<AlertDelivery?> UploadAsync(Uri address, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        // The answer is no JSON, which SlackNet's own client takes for success whatever it says.
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(bytes) };
        var (_, accepted, failure) = await _uploads.SendAsync(request, cancellationToken);
        return failure ?? (accepted ? null : new AlertDelivery(AlertOutcome.Rejected));
    }

    public async Task<AlertDelivery?> CompleteUploadAsync(string file, string title, CancellationToken cancellationToken)
    {
        ExternalFileReference[] files = [new() { Id = file, Title = title }];
        return (await CallAsync("files.completeUploadExternal", () => _slack.Files.CompleteUploadExternal(
            files, cancellationToken: cancellationToken), cancellationToken)).Failure;
    }

    public async Task<(bool IsReady, AlertDelivery? Failure)> IsFileReadyAsync(string file, CancellationToken cancellationToken)
    {
        var (reply, failure) = await CallAsync(
            "files.info", () => _slack.Files.Info(file, cancellationToken: cancellationToken), cancellationToken);
        return (!string.IsNullOrEmpty(reply?.File?.Mimetype), failure);
    }

    public async Task<AlertDelivery?> PostAsync(AlertDraft draft, CancellationToken cancellationToken)
    {
        var message = new Message
        {
            Channel = options.Channel,
            Text = SlackText.Text(draft),
            Blocks = draft.IsPlain ? null : [.. Blocks(draft)],
            UnfurlMedia = false,
            MetadataJson = new MessageMetadata
            {
                EventType = SlackText.MetadataType,
                EventPayload = new JObject { ["id"] = draft.Alert.Id },
            },
        };
        return (await CallAsync("chat.postMessage", () => _slack.Chat.PostMessage(message, cancellationToken), cancellationToken)).Failure;
    }

    public async Task<(SlackHistory? History, AlertDelivery? Failure)> ReadHistoryAsync(
        DateTimeOffset oldest, string? cursor, CancellationToken cancellationToken)
    {
        const int PageSize = 200;
        var since = oldest.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var (page, failure) = await CallAsync(
            "conversations.history",
            () =>
                _slack.Conversations.History(
                    options.Channel,
                    oldestTs: since,
                    limit: PageSize,
                    includeAllMetadata: true,
                    cursor: cursor,
                    cancellationToken: cancellationToken
                ),
            cancellationToken
        );
        if (failure is not null)
            return (null, failure);

        var ids = page!.Messages
            .Where(message => message?.Metadata?.EventType == SlackText.MetadataType)
            .Select(message => (message.Metadata.EventPayload as JObject)?.Value<string>("id"))
            .OfType<string>();
        return (new SlackHistory([.. ids], page.ResponseMetadata?.NextCursor), null);
    }

    private static SlackApiClient Connect(ChannelOptions options, IHttpClientFactory clients)
    {
        var json = Default.JsonSettings(Default.SlackTypeResolver(Default.AssembliesContainingSlackTypes));
        var http = Default.Http(json, () => CreateClient(options, clients));
        return new SlackApiClient(http, new SlackNetAddresses(options.BaseAddress, json), json, options.Token)
        {
            DisableRetryOnRateLimit = true,
        };
    }

    private static HttpClient CreateClient(ChannelOptions options, IHttpClientFactory clients)
    {
        var client = clients.CreateClient(ClientName);
        client.Timeout = options.Timeout;
        return client;
    }

    private static IEnumerable<Block> Blocks(AlertDraft draft)
    {
        var alert = draft.Alert;
        yield return new HeaderBlock { Text = new PlainText(SlackText.Header(alert)) };
        if (SlackText.Caption(alert) is { } caption)
            yield return new SectionBlock { Text = new PlainText(caption) };
        if (draft.Upload.File is { } file)
            yield return new ImageBlock { SlackFile = new ImageFileReference { Id = file }, AltText = SlackText.AltText(alert) };
        if (SlackText.Words(alert) is { } words)
            yield return new SectionBlock { Text = new PlainText(words) };
        var details = new Markdown(SlackText.Details(draft));
        yield return new ContextBlock
        {
            Elements = SlackText.Quote(alert) is { } quote ? [new PlainText(quote), details] : [details],
        };
    }

    private async Task<(T? Reply, AlertDelivery? Failure)> CallAsync<T>(
        string method, Func<Task<T>> call, CancellationToken cancellationToken) where T : class
    {
        try
        {
            return (await call(), null);
        }
        catch (SlackException error)
        {
            return (null, SlackErrors.Explain(SlackErrors.FindCode(error.ErrorCode) ?? "unknown_error", name));
        }
        catch (SlackRateLimitException error)
        {
            return (null, SlackErrors.Throttled(error.RetryAfter));
        }
        catch (HttpRequestException error)
        {
            return (null, Explain(error, method));
        }
        catch (JsonException)
        {
            return (null, SlackErrors.CannotBeRead(method));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, SlackErrors.IsSilent(name));
        }
    }

    private AlertDelivery Explain(HttpRequestException error, string method) => error.StatusCode switch
    {
        null => SlackErrors.CannotBeReached(error.HttpRequestError, name),
        >= HttpStatusCode.InternalServerError and var status => SlackErrors.HasAFault(status),
        _ => SlackErrors.IsNotSlack(method, name),
    };
}
