using System.Net;
using Spotter.Calls;

namespace Spotter.Sources.Instagram;

/// <summary>
/// Gives each error of the Graph API its one failure, by its code and never by its text, which is localised and may quote the token.
/// </summary>
internal static class GraphFailures
{
    // No such user, or no professional account.
    private const int NoSuchUser = 2207013;

    // An account that is too busy even for so few has another trouble.
    private const int MinPosts = 5;

    /// <param name="error">What the API said.</param>
    /// <param name="answer">How it said it.</param>
    /// <param name="limit">How many posts were asked for.</param>
    public static SourceFailure Of(GraphReply.Fault error, HttpAnswer answer, int limit)
    {
        var (number, subcode) = (WholeOf(error.Code), WholeOf(error.ErrorSubcode));
        var kind = KindOf(error, number, subcode, answer.Status);
        var wait = kind is FailureKind.Throttled or FailureKind.Blocked
            ? Longer(answer.RetryAfter, Usage.Of(answer.Headers).RegainAfter)
            : null;
        var code = subcode is null ? $"error {number}" : $"error {number}, subcode {subcode}";
        // Its text, which is localised, may say to reduce the amount of data: busy accounts are answered for fewer posts.
        var fewer = number == 1 && limit > MinPosts ? Math.Max(limit / 2, MinPosts) : (int?)null;
        return new SourceFailure(kind, $"{Explain(kind, number)} ({code}).", wait) { AskForAtMost = fewer };
    }

    /// <summary>The failure of an answer that carries no error of the API.</summary>
    public static SourceFailure OfStatus(HttpAnswer answer) =>
        answer.Status switch
        {
            HttpStatusCode.TooManyRequests => new(
                FailureKind.Throttled,
                "the Graph API asks to slow down (HTTP 429).",
                Longer(answer.RetryAfter, Usage.Of(answer.Headers).RegainAfter)
            ),
            >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout => new(
                FailureKind.Transient, $"the Graph API has an outage (HTTP {(int)answer.Status}).", answer.RetryAfter),
            _ => new(
                FailureKind.Malformed,
                $"the Graph API's answer (HTTP {(int)answer.Status}) cannot be read. Check Sources:Instagram:BaseAddress."),
        };

    private static FailureKind KindOf(GraphReply.Fault error, int? code, int? subcode, HttpStatusCode status) => code switch
    {
        _ when subcode == NoSuchUser => FailureKind.Unavailable,
        110 or 9009 => FailureKind.Unavailable,
        4 or 17 or 32 or 613 or 80002 => FailureKind.Throttled,
        341 or 368 => FailureKind.Blocked,
        10 or 102 or 190 or (>= 200 and <= 299) => FailureKind.Unauthorised,
        1 or 2 => FailureKind.Transient,
        100 => FailureKind.Malformed,
        _ when error.IsTransient == true || status >= HttpStatusCode.InternalServerError => FailureKind.Transient,
        _ when status == HttpStatusCode.TooManyRequests => FailureKind.Throttled,
        _ => FailureKind.Malformed,
    };

    private static string Explain(FailureKind kind, int? code) => kind switch
    {
        FailureKind.Unavailable => "there is no such account, or it is not a Business or Creator account",
        FailureKind.Throttled => "the Graph API asks to slow down",
        FailureKind.Blocked => "the Graph API has blocked this app for a while",
        FailureKind.Unauthorised when code is 102 or 190 =>
            "the access token is invalid or has expired; put a new one into Sources:Instagram:AccessToken",
        FailureKind.Unauthorised =>
            "the access token lacks a permission; it needs instagram_basic, instagram_manage_insights and pages_read_engagement",
        FailureKind.Transient => "the Graph API has an outage",
        _ => "the Graph API refuses the call as invalid; check Sources:Instagram:UserId and ApiVersion",
    };

    private static int? WholeOf(double? number) => number is >= 0 and <= int.MaxValue ? (int)number : null;

    private static TimeSpan? Longer(TimeSpan? one, TimeSpan? other) => one is null || other > one ? other : one;
}
