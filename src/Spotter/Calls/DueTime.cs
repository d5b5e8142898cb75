namespace Spotter.Calls;

/// <summary>Whether what waits is due.</summary>
internal static class DueTime
{
    /// <summary>True where it is time. A clock that was ahead when the wait began makes it no longer than any other.</summary>
    /// <param name="time">The clock now.</param>
    /// <param name="dueAt">Until when it waits; null for what does not.</param>
    /// <param name="maxWait">How long a wait of its kind may be.</param>
    public static bool IsDue(this TimeProvider time, DateTimeOffset? dueAt, TimeSpan maxWait) =>
        dueAt is not { } at || at <= time.GetUtcNow() || at - time.GetUtcNow() > maxWait;
}
