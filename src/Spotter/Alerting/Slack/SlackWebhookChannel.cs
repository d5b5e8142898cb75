using System.Net.Http.Headers;
using Spotter.Calls;

namespace Spotter.Alerting.Slack;

/// <summary>
/// A channel of Slack, by an incoming webhook: text and link, no picture, and no way to look up what arrived.
/// https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
/// </summary>
internal sealed class SlackWebhookChannel(
    string name, ChannelOptions options, IHttpClientFactory clients, TimeProvider time) : IAlertChannel
{
    private readonly SlackHttp _http = new(clients, name, options.Timeout, time);

    public string Name => name;

    public CallBudgetPlan Budget { get; } = new($"webhook-{name}", CallWindow.ParseMany(options.CallBudget)) { MaxCall = options.Timeout };

    public TimeSpan Timeout => options.Timeout;

    public Task<(AlertUpload? Upload, AlertDelivery? Failure)> UploadAsync(
        AlertMessage alert, string? file, CancellationToken cancellationToken) =>
        Task.FromResult<(AlertUpload?, AlertDelivery?)>((AlertUpload.None, null));

    public Task<AlertDelivery> SendAsync(AlertDraft draft, CancellationToken cancellationToken) =>
        PostAsync(SlackBody.Write(draft, channel: null), cancellationToken);

    private async Task<AlertDelivery> PostAsync(byte[] body, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, options.WebhookUrl) { Content = content };
        var (answer, accepted, failure) = await _http.SendAsync(request, cancellationToken);
        if (failure is not null)
            return failure;
        if (answer == "ok")
            return AlertDelivery.Delivered;

        var code = SlackErrors.FindCode(answer);
        return code is null && accepted
            ? new AlertDelivery(AlertOutcome.Unknown, $"Slack's answer to the webhook of channel '{name}' cannot be read.")
            : SlackErrors.Explain(code ?? "unknown_answer", name);
    }

    public Task<AlertLookup> FindAsync(AlertMessage alert, DateTimeOffset since, CancellationToken cancellationToken) =>
        Task.FromResult(AlertLookup.CannotTell);

    // A message without words is refused as such (no_text) where the webhook is well, and for the webhook's own fault where it is not.
    public async Task<string?> FindProblemAsync(CancellationToken cancellationToken)
    {
        var delivery = await PostAsync("{}"u8.ToArray(), cancellationToken);
        return delivery.Outcome is AlertOutcome.Rejected or AlertOutcome.Throttled ? null : delivery.Message;
    }
}
