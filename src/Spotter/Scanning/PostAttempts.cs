using Microsoft.Extensions.Options;

namespace Spotter.Scanning;

/// <summary>Decides whether a post or an alert that failed is tried again.</summary>
public sealed class PostAttempts(IOptions<ScanningOptions> options, TimeProvider time)
{
    /// <summary>True where it was tried often enough.</summary>
    /// <param name="attempts">How often it failed.</param>
    public bool AreUsedUp(int attempts) => attempts >= options.Value.MaxPostAttempts;

    /// <summary>
    /// When to try again: the wait doubles with each failure up to a cap, and what was asked for wins where it is longer.
    /// </summary>
    /// <param name="attempts">How often it failed, 1 or more.</param>
    /// <param name="askedFor">What the other side asked to wait; null where it said nothing.</param>
    public DateTimeOffset NextAt(int attempts, TimeSpan? askedFor)
    {
        var own = TimeSpan.FromSeconds(Math.Min(options.Value.BackoffCap, options.Value.PostRetryDelay * Math.Pow(2, attempts - 1)));
        return time.GetUtcNow() + (askedFor > own ? askedFor.Value : own);
    }
}
