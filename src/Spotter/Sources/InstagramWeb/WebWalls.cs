using System.Net;
using Spotter.Calls;

namespace Spotter.Sources.InstagramWeb;

/// <summary>Tells the walls of Instagram's own pages from other answers without posts. A wall is an answer: it is waited out, never evaded.</summary>
internal static class WebWalls
{
    public static SourceFailure? FindFailure(HttpAnswer answer, WebReply? reply, string handle)
    {
        var status = (int)answer.Status;
        if (status is >= 500 or 408)
            return new(FailureKind.Transient, $"instagram-web:{handle}: Instagram has an outage (HTTP {status}).", answer.RetryAfter);
        if (FindWall(answer, reply) is { } wall)
            return new(FailureKind.Blocked, $"instagram-web:{handle}: Instagram put up a wall: {wall} (HTTP {status}). Nothing is asked of it until the long back-off is over.", answer.RetryAfter);
        if (answer.Status == HttpStatusCode.NotFound)
            return new(FailureKind.Unavailable, $"instagram-web:{handle}: there is no such account (HTTP 404).");
        if (status is >= 300 and < 400)
            return new(FailureKind.Malformed, $"instagram-web:{handle}: Instagram points to another address (HTTP {status}). Check Sources:InstagramWeb:BaseAddress.");

        return status is >= 200 and < 300 && reply is not null && reply.Status != "fail"
            ? null
            : new(FailureKind.Malformed, $"instagram-web:{handle}: Instagram's answer (HTTP {status}) cannot be read.");
    }

    private static string? FindWall(HttpAnswer answer, WebReply? reply)
    {
        // Unlike a sentence, these are identifiers and the same in every language.
        if (reply?.Message is "checkpoint_required" or "challenge_required" or "feedback_required" or "login_required")
            return reply.Message;
        if (reply?.RequireLogin == true)
            return "it asks for a login";
        if (answer.Location?.OriginalString is { } target && (target.Contains("/accounts/login", StringComparison.Ordinal) || target.Contains("/challenge", StringComparison.Ordinal)))
            return "it sends to a login or challenge page";

        return answer.Status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "it refuses the call",
            HttpStatusCode.TooManyRequests => "too many calls",
            HttpStatusCode.OK when answer.LooksLikeHtml => "a login page",
            _ => null,
        };
    }
}
