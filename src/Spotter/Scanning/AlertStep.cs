using System.Globalization;
using Spotter.Alerting;
using Spotter.Posts;

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
    AlertStage Stage, DateTimeOffset? RetryAt = null, string? Problem = null, bool WasTried = false, bool IsTurn = false)
{
    internal static AlertStep Of(AlertTask task, AlertRecord alert, DateTimeOffset? retryAt = null) =>
        new(alert.Stage, retryAt, FindProblem(task, alert, retryAt));

    private static string? FindProblem(AlertTask task, AlertRecord alert, DateTimeOffset? retryAt)
    {
        var which = $"An alert on post {PostKeys.Read(task.PostKey).Id} of {task.Account} to channel '{alert.Channel}'";
        if (alert.Stage == AlertStage.Failed)
            return $"{which} was given up: {alert.Reason}";

        return retryAt is { } at && alert.Reason is { } reason
            ? string.Create(CultureInfo.InvariantCulture, $"{which} is tried again at {at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: {reason}")
            : null;
    }
}
