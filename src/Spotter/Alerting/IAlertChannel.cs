namespace Spotter.Alerting;

/// <summary>Where alerts go.</summary>
public interface IAlertChannel
{
    /// <summary>The name that rules use.</summary>
    string Name { get; }

    /// <summary>Sends one alert, once: no retry inside. Failures are part of the result; only cancellation and bugs throw.</summary>
    Task<AlertDelivery> SendAsync(AlertMessage alert, CancellationToken cancellationToken);

    /// <summary>Looks whether an alert whose sending had an unknown outcome arrived. Failures are part of the result.</summary>
    Task<AlertLookup> FindAsync(AlertMessage alert, CancellationToken cancellationToken);

    /// <summary>Checks the channel's settings and credential without sending; null where all is well, else what to do.</summary>
    Task<string?> FindProblemAsync(CancellationToken cancellationToken);
}
