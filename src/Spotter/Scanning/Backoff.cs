using Spotter.Calls;

namespace Spotter.Scanning;

/// <summary>How long to wait after a failed call.</summary>
public static class Backoff
{
    /// <summary>
    /// multiplier x exponent^(attempt - 1) seconds, capped; the long back-off after a wall. What the source asked for wins where it is longer.
    /// </summary>
    /// <param name="options">Multiplier, exponent, cap and long back-off.</param>
    /// <param name="failure">What went wrong.</param>
    /// <param name="attempt">1 for the first failed call.</param>
    public static TimeSpan DelayAfter(ScanningOptions options, SourceFailure failure, int attempt)
    {
        var seconds = failure.Kind == FailureKind.Blocked
            ? options.BlockedDelay
            : Math.Min(options.BackoffCap, options.BackoffMultiplier * Math.Pow(options.BackoffExponent, attempt - 1));
        var own = TimeSpan.FromSeconds(seconds);
        return failure.RetryAfter > own ? failure.RetryAfter.Value : own;
    }

    /// <summary>True where waiting can help.</summary>
    public static bool IsWorthARetry(FailureKind kind) => kind is FailureKind.Throttled or FailureKind.Transient or FailureKind.Blocked;
}
