using System.Net;
using System.Text;

namespace Spotter.Tests.Alerting.Slack;

/// <summary>A network that gives one answer to everything.</summary>
internal sealed class FixedAnswer(
    HttpStatusCode status, string body, string contentType = "application/json", string? retryAfter = null) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = new HttpResponseMessage(status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        answer.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        answer.Headers.TryAddWithoutValidation("Location", "https://elsewhere.example/");
        if (retryAfter is not null)
            answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return Task.FromResult(answer);
    }
}
