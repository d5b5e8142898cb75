using Microsoft.Extensions.Options;
using Spotter.Sources;

namespace Spotter.Scanning;

/// <summary>Decides when a post or an alert that failed is tried again, and whether at all.</summary>
public sealed class PostAttempts(IOptions<ScanningOptions> options, TimeProvider time)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <summary>True where what came was no picture often enough.</summary>
    /// <param name="unreadable">How often it was not.</param>
    public bool AreUsedUp(int unreadable) => unreadable >= options.Value.MaxPostAttempts;

    /// <summary>True where an error that may not pass has lasted long enough.</summary>
    /// <param name="failingSince">Since when.</param>
    public bool HasLasted(DateTimeOffset failingSince) => time.GetUtcNow() - failingSince >= options.Value.GiveUpAfter;

    /// <summary>True where a failure passes: an outage, a limit or a wall, which say nothing of the post.</summary>
    public static bool IsPassing(FailureKind kind) => kind is FailureKind.Transient or FailureKind.Throttled or FailureKind.Blocked or FailureKind.Unauthorised;

    /// <summary>True where it is time to try. A clock that was ahead makes no wait longer than any other.</summary>
    /// <param name="dueAt">As <see cref="NextAt"/> gave it; null for now.</param>
    public bool IsDue(DateTimeOffset? dueAt) => dueAt is not { } at || at <= time.GetUtcNow() || at > time.GetUtcNow() + LongestWait;

    /// <summary>When to try again: the wait doubles with each failure up to a cap, and what was asked for wins where it is longer, up to a day.</summary>
    /// <param name="attempts">How often it failed, 1 or more.</param>
    /// <param name="askedFor">What the other side asked to wait; null where it said nothing.</param>
    public DateTimeOffset NextAt(int attempts, TimeSpan? askedFor)
    {
        var own = TimeSpan.FromSeconds(Math.Min(options.Value.BackoffCap, options.Value.PostRetryDelay * Math.Pow(2, attempts - 1)));
        var wait = askedFor > own ? askedFor.Value : own;
        return time.GetUtcNow() + (wait < LongestWait ? wait : LongestWait);
    }
}
