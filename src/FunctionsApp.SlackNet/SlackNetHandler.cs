using System.Net;
using System.Net.Http.Headers;
using Spotter.Alerting;

namespace Spotter.FunctionsApp.Alerting;

/// <summary>
/// Keeps from SlackNet the answers that it is mistaken about: a 429 without a <c>Retry-After</c> makes it fail with a null reference, and whatever is not called JSON it
/// takes for a success.
/// </summary>
internal sealed class SlackNetHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
            response.Headers.RetryAfter ??= new RetryConditionHeaderValue(SlackErrors.DefaultRetryAfter);
        response.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        return response;
    }
}
