using System.Net;
using Spotter.Calls;

namespace Spotter.Models.Hosted;

/// <summary>
/// Gives each status code of Clarifai its one failure, and never passes its text on, which may quote the key. The codes are those of the
/// protobuf definitions
/// (https://github.com/Clarifai/clarifai-python-grpc, status_code).
/// </summary>
internal static class ClarifaiFailures
{
    private const int Success = 10000;
    private const int MixedSuccess = 10010;
    private const int Throttled = 11005;
    private const int HourIsUsedUp = 11003;

    // What Clarifai's documentation advises.
    private static readonly TimeSpan ThrottledWait = TimeSpan.FromSeconds(15);

    /// <summary>True where the answer can be used; with mixed success, a concept that was asked for does not exist.</summary>
    public static bool IsSuccess(int? code) => code is Success or MixedSuccess;

    /// <summary>True where the picture itself cannot be taken: its format, its content, its size.</summary>
    public static bool IsAboutPicture(int? code) => code is 30101 or 30104 or 30105;

    public static SourceFailure Of(int? code, HttpAnswer answer, string subject)
    {
        var kind = KindOf(code, answer.Status);
        var number = code is null ? $"HTTP {(int)answer.Status}" : $"status {code}, HTTP {(int)answer.Status}";
        return new SourceFailure(
            kind,
            $"{subject}: {Explain(kind, code)} ({number}).",
            kind == FailureKind.Throttled ? answer.RetryAfter ?? WaitAfter(code) : answer.RetryAfter
        );
    }

    private static FailureKind KindOf(int? code, HttpStatusCode status) => code switch
    {
        Throttled or HourIsUsedUp => FailureKind.Throttled,
        11004 or 11006 => FailureKind.Blocked,
        11000 or 11001 or 11002 or 11007 or 11008 or 11009 or 11104 or 11200 or 21201 => FailureKind.Unauthorised,
        10030 or 21313 or 21351 or 21354 or 21355 or 39997 or 43040 or (>= 40030 and <= 40035 and not 40033) or (>= 98000 and <= 99999) =>
            FailureKind.Transient,
        >= 11100 and <= 11105 or 21200 or 21202 or 21203 or 40001 => FailureKind.Malformed,
        _ => KindOf(status),
    };

    private static FailureKind KindOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => FailureKind.Unauthorised,
        HttpStatusCode.TooManyRequests => FailureKind.Throttled,
        HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => FailureKind.Transient,
        _ => FailureKind.Malformed,
    };

    private static TimeSpan WaitAfter(int? code) => code == HourIsUsedUp ? TimeSpan.FromHours(1) : ThrottledWait;

    private static string Explain(FailureKind kind, int? code) => kind switch
    {
        FailureKind.Throttled when code == HourIsUsedUp => "the hour's calls are used up",
        FailureKind.Throttled => "Clarifai asks to slow down",
        FailureKind.Blocked => "the month's calls are used up; raise the plan, or wait",
        FailureKind.Unauthorised when code == 21201 => "the key may not use this model; check user, app and model in model.json",
        FailureKind.Unauthorised => "the key is missing, wrong or lacks a right; put a good one into Clarifai:Key",
        FailureKind.Transient => "Clarifai has an outage",
        FailureKind.Malformed when code is 21200 => "there is no such model or version; check hosted in model.json",
        FailureKind.Malformed when code is 21202 => "none of the labels is a concept of this model; names are case sensitive",
        _ => "the call is refused or its answer cannot be read; check hosted in model.json, and Clarifai:BaseAddress",
    };
}
