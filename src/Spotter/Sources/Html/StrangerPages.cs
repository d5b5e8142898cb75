using System.Net;
using System.Net.Http.Headers;
using Spotter.Calls;

namespace Spotter.Sources.Html;

/// <summary>Asks servers that an account names for pages and feeds, and follows their redirects.</summary>
internal static class StrangerPages
{
    // As many as a picture's.
    private const int MaxRedirects = 5;

    /// <summary>How Spotter calls itself to servers, and what robots.txt may call it.</summary>
    public const string Agent = "Spotter";

    /// <summary>Asks for an address; the answer's failure says what is wrong with a status that brings nothing.</summary>
    /// <param name="client">Reaches public addresses only, and follows no redirect.</param>
    /// <param name="address">An http or https address.</param>
    /// <param name="accept">The header <c>Accept</c>.</param>
    /// <param name="prepare">Adds what else is asked with; null for nothing.</param>
    /// <param name="timeout">For one answer.</param>
    /// <param name="time">Counts the timeout.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<StrangerAnswer> GetAsync(
        HttpClient client,
        Uri address,
        string accept,
        Action<HttpRequestHeaders>? prepare,
        TimeSpan timeout,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var at = address;
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, at);
            message.Headers.UserAgent.ParseAdd(Agent);
            message.Headers.Accept.ParseAdd(accept);
            prepare?.Invoke(message.Headers);
            var answer = await HttpAnswer.GetAsync(client, message, at.Authority, timeout, time, cancellationToken);
            if (!IsRedirect(answer))
                return new StrangerAnswer(at, answer, FindFailure(answer, at));
            if (!Uri.TryCreate(at, answer.Location, out var next) || next.Scheme is not ("http" or "https"))
                return new StrangerAnswer(at, answer, new(FailureKind.Malformed, $"{at.Authority} redirects to nowhere."));

            at = next;
        }

        return new StrangerAnswer(
            at, new HttpAnswer(), new(FailureKind.Malformed, $"{address.Authority} redirects more than {MaxRedirects} times."));
    }

    private static bool IsRedirect(HttpAnswer answer) => answer.Failure is null && answer.Status is
        HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect
        or HttpStatusCode.PermanentRedirect;

    // Many servers stand behind one source: what one of them refuses is no wall for the others.
    private static SourceFailure? FindFailure(HttpAnswer answer, Uri at) => answer.Failure ?? (int)answer.Status switch
    {
        (>= 200 and < 300) or 304 => null,
        401 or 407 => new(FailureKind.Unavailable, $"{at.Authority} wants a sign-in (HTTP {(int)answer.Status})."),
        403 => new(FailureKind.Unavailable, $"{at.Authority} refuses to show it (HTTP 403)."),
        404 or 410 => new(FailureKind.Unavailable, $"{at.Authority} has nothing there (HTTP {(int)answer.Status})."),
        429 => new(FailureKind.Transient, $"{at.Authority} asks to slow down (HTTP 429).", answer.RetryAfter),
        408 or 425 or >= 500 => new(
            FailureKind.Transient, $"{at.Authority} has an outage (HTTP {(int)answer.Status}).", answer.RetryAfter),
        _ => new(FailureKind.Unavailable, $"{at.Authority} refuses (HTTP {(int)answer.Status})."),
    };
}
