using System.Net.Http.Headers;
using Spotter.Alerting;

namespace Spotter.Local.Alerting;

/// <summary>
/// A channel of Slack, by an incoming webhook: text and link, no picture, and no way to look up what arrived.
/// https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
/// </summary>
internal sealed class SlackWebhookChannel(string name, ChannelOptions options, IHttpClientFactory clients) : IAlertChannel
{
    private readonly SlackHttp _http = new(clients, name);

    public string Name => name;

    public async Task<AlertDelivery> SendAsync(AlertMessage alert, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.WebhookUrl)
        {
            Content = new ByteArrayContent(SlackBody.Write(alert, channel: null, file: null, note: null)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        var (body, _, failure) = await _http.SendAsync(request, cancellationToken);
        if (failure is not null)
            return failure;

        return body == "ok" ? AlertDelivery.Delivered : SlackErrors.Explain(OnlyCode(body!), name);
    }

    public Task<AlertLookup> FindAsync(AlertMessage alert, CancellationToken cancellationToken) => Task.FromResult(AlertLookup.CannotTell);

    // A webhook cannot be asked without posting: it is taken to be well until a post fails.
    public Task<string?> FindProblemAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    // Something other than Slack may answer with a page.
    private static string OnlyCode(string body) => body.Length <= 64 && body.All(c => char.IsAsciiLetterLower(c) || c == '_') ? body : "unknown_answer";
}
