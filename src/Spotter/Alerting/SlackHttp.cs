using System.Net;
using System.Text;

namespace Spotter.Alerting;

/// <summary>Sends requests to Slack and says what a failure on the way amounts to. No address, token or body reaches a message.</summary>
public sealed class SlackHttp(IHttpClientFactory clients, string channel)
{
    /// <summary>The name of the client, which must have no loggers: addresses of webhooks are secrets.</summary>
    public const string ClientName = "slack";

    /// <summary>Sends a request and reads its answer.</summary>
    /// <returns>The body and whether the status is one of success, or the failure.</returns>
    public async Task<(string? Body, bool Accepted, AlertDelivery? Failure)> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(ClientName);
        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            // Not as the answer's own character set has it: that may be one that does not exist.
            var body = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            return (body, response.IsSuccessStatusCode, FindFailure(response));
        }
        catch (HttpRequestException error)
        {
            var sent = error.HttpRequestError is not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError);
            return (null, false, new AlertDelivery(sent ? AlertOutcome.Unknown : AlertOutcome.Transient, $"The connection to Slack failed for channel '{channel}' ({error.HttpRequestError})."));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, false, new AlertDelivery(AlertOutcome.Unknown, $"Slack did not answer in time for channel '{channel}'."));
        }
    }

    private static AlertDelivery? FindFailure(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.TooManyRequests => new(AlertOutcome.Throttled, "Slack asks to send more slowly.", response.Headers.RetryAfter?.Delta ?? SlackErrors.DefaultRetryAfter),
        >= HttpStatusCode.InternalServerError => new(AlertOutcome.Unknown, $"Slack answered {(int)response.StatusCode}."),
        _ => null,
    };
}
