namespace Spotter.Alerting;

/// <summary>What a channel says of an alert whose sending had an unknown outcome.</summary>
public enum AlertArrival
{
    /// <summary>It arrived.</summary>
    Arrived,

    /// <summary>It did not arrive.</summary>
    DidNotArrive,

    /// <summary>The channel can never tell.</summary>
    CannotTell,

    /// <summary>The channel could not be asked this time.</summary>
    TryLater,
}
