using System.Net;
using System.Net.Http.Headers;
using Spotter.Alerting.Slack;
using Spotter.Calls;

namespace Spotter.FunctionsApp.Alerting;

/// <summary>
/// Keeps from SlackNet the answers that it is mistaken about: a 429 without a <c>Retry-After</c> in seconds makes it fail with a null
/// reference, and whatever is not called JSON it takes for a success.
/// </summary>
internal sealed class SlackNetHandler(TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            var wait = RetryAfter.Of(response, time) ?? SlackErrors.DefaultRetryAfter;
            response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(Math.Ceiling(wait.TotalSeconds)));
        }

        response.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        return response;
    }
}
