using System.Net;
using System.Text;
using Spotter.Calls;

namespace Spotter.Alerting.Slack;

/// <summary>Sends requests to Slack and says what a failure on the way amounts to. No address, token or body reaches a message.</summary>
/// <param name="clients">Give the client <see cref="ClientName"/>.</param>
/// <param name="channel">The name that the settings give the channel.</param>
/// <param name="timeout">How long one request may take.</param>
/// <param name="time">Reads the dates until which Slack asks to wait.</param>
public sealed class SlackHttp(IHttpClientFactory clients, string channel, TimeSpan timeout, TimeProvider time)
{
    /// <summary>The name of the client, which must have no loggers: addresses of webhooks are secrets.</summary>
    public const string ClientName = "slack";

    /// <summary>
    /// The longest answer of Slack that is read, in bytes. A page of a channel's history may hold messages of 40,000 characters.
    /// </summary>
    public const int MaxAnswerBytes = 64 * 1024 * 1024;

    /// <summary>Sends a request and reads its answer.</summary>
    /// <returns>The body and whether the status is one of success, or the failure.</returns>
    public async Task<(string? Body, bool Accepted, AlertDelivery? Failure)> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(ClientName);
        client.Timeout = timeout;
        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            // Not as the answer's own character set has it: that may be one that does not exist.
            var body = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            return (body, response.IsSuccessStatusCode, TellOddWait(response, FindFailure(response)));
        }
        catch (HttpRequestException error)
        {
            return (null, false, SlackErrors.CannotBeReached(error.HttpRequestError, channel));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, false, SlackErrors.IsSilent(channel));
        }
    }

    private AlertDelivery? FindFailure(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.TooManyRequests => SlackErrors.Throttled(RetryAfter.Of(response, time)),
        >= HttpStatusCode.InternalServerError => SlackErrors.HasAFault(response.StatusCode, RetryAfter.Of(response, time)),
        _ => null,
    };

    private static AlertDelivery? TellOddWait(HttpResponseMessage response, AlertDelivery? failure) =>
        failure is not null && RetryAfter.IsOdd(response)
            ? failure with { Message = $"{failure.Message} {RetryAfter.OddNotice}" }
            : failure;
}
