using Spotter.Calls;

namespace Spotter.Alerting;

/// <summary>Where alerts go.</summary>
public interface IAlertChannel
{
    /// <summary>The name that rules use.</summary>
    string Name { get; }

    /// <summary>How many messages the channel takes in given windows.</summary>
    CallBudgetPlan Budget { get; }

    /// <summary>How long a send waits for its answer: what has begun that long ago has ended on this side.</summary>
    TimeSpan Timeout { get; }

    /// <summary>
    /// Uploads the alert's picture, before the message takes its turn. Failures are part of the result, and have delivered nothing. A
    /// failure may come with an upload that was begun: its
    /// file is given to the next try.
    /// </summary>
    /// <param name="file">
    /// The id that an earlier upload gave the picture, which is used while the channel knows it; null where there was none.
    /// </param>
    Task<(AlertUpload? Upload, AlertDelivery? Failure)> UploadAsync(AlertMessage alert, string? file, CancellationToken cancellationToken);

    /// <summary>Sends one alert, once: no retry inside. Failures are part of the result; only cancellation and bugs throw.</summary>
    /// <param name="draft">The alert, and what <see cref="UploadAsync"/> made of its picture.</param>
    /// <param name="cancellationToken">Cancels the send; the alert may still arrive.</param>
    Task<AlertDelivery> SendAsync(AlertDraft draft, CancellationToken cancellationToken);

    /// <summary>Looks whether an alert whose sending had an unknown outcome arrived. Failures are part of the result.</summary>
    /// <param name="since">When it can have arrived at the earliest, by this side's clock.</param>
    Task<AlertLookup> FindAsync(AlertMessage alert, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Checks the channel's settings and credential without sending; null where all is well, else what to do.</summary>
    Task<string?> FindProblemAsync(CancellationToken cancellationToken);
}
