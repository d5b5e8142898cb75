using Microsoft.Extensions.Options;

namespace Spotter.Calls;

/// <summary>Decides when what failed is tried again, and whether at all: a call, a post, an alert.</summary>
public sealed class RetryPolicy(IOptions<RetryOptions> options, TimeProvider time)
{
    // A post's and an alert's waits double.
    private const double PostExponent = 2;

    private static readonly TimeSpan MinUnreadable = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly RetryOptions _options = options.Value;

    /// <summary>The longest wait that a source can ask for: a week. It is asked again then, and may ask for more.</summary>
    public static TimeSpan MaxAsked => CallBudgetPlan.MaxPause;

    /// <summary>How often a post or an alert is tried within one scan.</summary>
    public int MaxPostAttempts => _options.MaxPostAttempts;

    /// <summary>The longest wait that nobody asked for, but for that after a wall.</summary>
    public TimeSpan Cap => TimeSpan.FromSeconds(_options.BackoffCap);

    // Whoever asks for more is asked again before.
    private TimeSpan MaxWait => Cap > Day ? Cap : Day;

    /// <summary>True where waiting can help a call.</summary>
    public static bool IsWorthARetry(FailureKind kind) => kind is FailureKind.Throttled or FailureKind.Transient or FailureKind.Blocked;

    /// <summary>True where a failure passes: an outage, a limit or a wall, which say nothing of the post.</summary>
    public static bool IsPassing(FailureKind kind) => IsWorthARetry(kind) || kind == FailureKind.Unauthorised;

    /// <summary>
    /// How long to wait after a failed call: BackoffMultiplier x BackoffExponent^(attempt - 1) seconds, capped; the long back-off after a
    /// wall. What the source asked for wins where it is longer, up to a week.
    /// </summary>
    /// <param name="failure">What went wrong.</param>
    /// <param name="attempt">1 for the first failed call.</param>
    public TimeSpan DelayAfter(SourceFailure failure, int attempt)
    {
        var own = failure.Kind == FailureKind.Blocked
            ? TimeSpan.FromSeconds(_options.BlockedDelay)
            : Grow(_options.BackoffMultiplier, _options.BackoffExponent, attempt);
        var asked = failure.RetryAfter < MaxAsked ? failure.RetryAfter.Value : MaxAsked;
        return failure.RetryAfter > own && asked > own ? asked : own;
    }

    /// <summary>
    /// When to try a post or an alert again: PostRetryDelay, doubled with each failure and capped. What was asked for wins where it is
    /// longer, up to a day or the cap.
    /// </summary>
    /// <param name="attempts">How often it failed, 1 or more.</param>
    /// <param name="askedFor">What the other side asked to wait; null where it said nothing.</param>
    public DateTimeOffset NextAt(int attempts, TimeSpan? askedFor)
    {
        var next = time.GetUtcNow() + Grow(_options.PostRetryDelay, PostExponent, attempts);
        return AskedUntil(askedFor) is { } asked && asked > next ? asked : next;
    }

    /// <summary>Until when to wait because it was asked for, up to a day or the cap; null where it was not.</summary>
    public DateTimeOffset? AskedUntil(TimeSpan? askedFor) =>
        askedFor is { } wait ? time.GetUtcNow() + (wait < MaxWait ? wait : MaxWait) : null;

    /// <summary>True where it is time to try.</summary>
    /// <param name="dueAt">As <see cref="NextAt"/> gave it; null for now.</param>
    public bool IsDue(DateTimeOffset? dueAt) => time.IsDue(dueAt, MaxWait);

    /// <summary>True where as many attempts as one scan makes have failed.</summary>
    public bool AreUsedUp(int attempts) => attempts >= _options.MaxPostAttempts;

    /// <summary>True where an error that may not pass has lasted long enough.</summary>
    public bool HasLasted(DateTimeOffset failingSince) => time.GetUtcNow() - failingSince >= _options.GiveUpAfter;

    /// <summary>True where what came was no picture often enough and for long enough: a host in trouble may answer with a page.</summary>
    public bool IsNoPicture(int unreadable, DateTimeOffset failingSince) =>
        AreUsedUp(unreadable) && (HasLasted(failingSince) || time.GetUtcNow() - failingSince >= MinUnreadable);

    // No wait at all stays none, where nought times infinity would be no number.
    private TimeSpan Grow(double first, double exponent, int attempt) =>
        TimeSpan.FromSeconds(first == 0 ? 0 : Math.Min(_options.BackoffCap, first * Math.Pow(exponent, attempt - 1)));
}
