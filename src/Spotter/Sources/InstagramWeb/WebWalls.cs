using System.Net;
using Spotter.Calls;

namespace Spotter.Sources.InstagramWeb;

/// <summary>
/// Tells the walls of Instagram's own pages from other answers without posts. A wall is an answer: it is waited out, never evaded.
/// </summary>
internal static class WebWalls
{
    public static SourceFailure? FindFailure(HttpAnswer answer, WebReply? reply, Uri asked)
    {
        var status = (int)answer.Status;
        if (status is >= 500 or 408)
            return new(FailureKind.Transient, $"Instagram has an outage (HTTP {status}).", answer.RetryAfter);
        if (answer.Status == HttpStatusCode.NotFound)
            return new(FailureKind.Unavailable, "there is no such account (HTTP 404).");
        if (IsMovedServer(answer, asked))
            return new(
                FailureKind.Malformed,
                $"Instagram points to another server (HTTP {status}). Check Sources:InstagramWeb:BaseAddress.");
        if (FindWall(answer, reply) is { } wall)
            return new(
                FailureKind.Blocked,
                $"Instagram put up a wall: {wall} (HTTP {status}). "
                + "Nothing is asked of it until the long back-off is over.",
                answer.RetryAfter);

        return status is >= 200 and < 300 && reply is not null
            ? null
            : new(FailureKind.Malformed, $"Instagram's answer (HTTP {status}) cannot be read.");
    }

    // The same path elsewhere, as where http became https.
    private static bool IsMovedServer(HttpAnswer answer, Uri asked) =>
        (int)answer.Status is >= 300 and < 400
        && answer.Location is { } target
        && Uri.TryCreate(asked, target, out var whole)
        && whole.AbsolutePath.TrimEnd('/') == asked.AbsolutePath.TrimEnd('/');

    // What is asked for is data: whatever page it sends to instead, and whatever it refuses, it wants a person or a pause.
    private static string? FindWall(HttpAnswer answer, WebReply? reply)
    {
        // Unlike a sentence, an identifier is the same in every language.
        if (reply?.Message is { Length: > 0 and < 60 } message && message.All(letter => char.IsAsciiLetterLower(letter) || letter == '_'))
            return message;
        if (reply?.RequireLogin == true)
            return "it asks for a login";

        return answer.Status switch
        {
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => $"it sends to another page{NameOf(answer.Location)}",
            HttpStatusCode.TooManyRequests => "too many calls",
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "it refuses the call",
            _ when reply?.Status == "fail" => "it refuses the call",
            HttpStatusCode.OK when answer.LooksLikeHtml => "a page in the place of data, as where it asks for a login",
            _ => null,
        };
    }

    private static string NameOf(Uri? target)
    {
        if (target is null)
            return "";

        var path = (target.IsAbsoluteUri ? target.AbsolutePath : target.OriginalString.Split('?', '#')[0]).Trim('/').Split('/');
        return path switch
        {
            [""] => ", its home page",
            ["accounts", var page, ..] when page.All(char.IsAsciiLetterLower) => $", accounts/{page}",
            [var page, ..] when page.Length < 30 && page.All(char.IsAsciiLetterLower) => $", {page}",
            _ => "",
        };
    }
}
