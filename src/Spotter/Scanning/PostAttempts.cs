using Microsoft.Extensions.Options;
using Spotter.Calls;

namespace Spotter.Scanning;

/// <summary>Decides when a post or an alert that failed is tried again, and whether at all.</summary>
public sealed class PostAttempts(IOptions<ScanningOptions> options, TimeProvider time)
{
    private static readonly TimeSpan LeastUnreadable = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <summary>True where as many attempts as one scan makes have failed.</summary>
    public bool AreUsedUp(int attempts) => attempts >= options.Value.MaxPostAttempts;

    /// <summary>True where what came was no picture often enough and for long enough: a host in trouble may answer with a page.</summary>
    /// <param name="unreadable">How often it was not.</param>
    /// <param name="failingSince">Since when.</param>
    public bool IsNoPicture(int unreadable, DateTimeOffset failingSince) =>
        AreUsedUp(unreadable) && (HasLasted(failingSince) || time.GetUtcNow() - failingSince >= LeastUnreadable);

    /// <summary>True where an error that may not pass has lasted long enough.</summary>
    /// <param name="failingSince">Since when.</param>
    public bool HasLasted(DateTimeOffset failingSince) => time.GetUtcNow() - failingSince >= options.Value.GiveUpAfter;

    /// <summary>True where a failure passes: an outage, a limit or a wall, which say nothing of the post.</summary>
    public static bool IsPassing(FailureKind kind) => kind is FailureKind.Transient or FailureKind.Throttled or FailureKind.Blocked or FailureKind.Unauthorised;

    /// <summary>True where it is time to try. A clock that was ahead makes no wait longer than any other.</summary>
    /// <param name="dueAt">As <see cref="NextAt"/> gave it; null for now.</param>
    public bool IsDue(DateTimeOffset? dueAt) => dueAt is not { } at || at <= time.GetUtcNow() || at > time.GetUtcNow() + LongestWait;

    /// <summary>Until when to wait because it was asked for, up to a day; null where it was not.</summary>
    public DateTimeOffset? AskedUntil(TimeSpan? askedFor) => askedFor is { } wait ? time.GetUtcNow() + (wait < LongestWait ? wait : LongestWait) : null;

    /// <summary>When to try again: the wait doubles with each failure up to a cap, and what was asked for wins where it is longer, up to a day.</summary>
    /// <param name="attempts">How often it failed, 1 or more.</param>
    /// <param name="askedFor">What the other side asked to wait; null where it said nothing.</param>
    public DateTimeOffset NextAt(int attempts, TimeSpan? askedFor)
    {
        var own = TimeSpan.FromSeconds(Math.Min(options.Value.BackoffCap, options.Value.PostRetryDelay * Math.Pow(2, attempts - 1)));
        var next = time.GetUtcNow() + own;
        return AskedUntil(askedFor) is { } asked && asked > next ? asked : next;
    }
}
