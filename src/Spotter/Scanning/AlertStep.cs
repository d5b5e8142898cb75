using Spotter.Alerting;

namespace Spotter.Scanning;

/// <summary>How an attempt to send an alert ended.</summary>
/// <param name="Stage">How far the alert has come.</param>
/// <param name="RetryAt">When to try again; null where this scan need not.</param>
/// <param name="Problem">
/// What nobody has been told of: a permanent error of the channel, or why the alert was given up; null where there is nothing to tell.
/// </param>
/// <param name="WasTried">
/// True where it was tried and failed; false for a turn in the channel's budget and for a wait that the channel asked for.
/// </param>
/// <param name="IsTurn">
/// True where it waits for its turn in the channel's budget, or for the end of a send that may still be under way.
/// </param>
public sealed record AlertStep(
    AlertStage Stage, DateTimeOffset? RetryAt = null, string? Problem = null, bool WasTried = false, bool IsTurn = false);
