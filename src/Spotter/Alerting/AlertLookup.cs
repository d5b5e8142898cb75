namespace Spotter.Alerting;

/// <summary>How a look for an alert ended.</summary>
/// <param name="Arrival">What the channel says.</param>
/// <param name="Failure">Why it could not be asked, and how long it asks to wait; null where it could.</param>
public sealed record AlertLookup(AlertArrival Arrival, AlertDelivery? Failure = null)
{
    /// <summary>It arrived.</summary>
    public static AlertLookup Arrived { get; } = new(AlertArrival.Arrived);

    /// <summary>It did not arrive.</summary>
    public static AlertLookup DidNotArrive { get; } = new(AlertArrival.DidNotArrive);

    /// <summary>The channel can never tell.</summary>
    public static AlertLookup CannotTell { get; } = new(AlertArrival.CannotTell);

    /// <summary>The channel could not be asked this time.</summary>
    public static AlertLookup TryLater(AlertDelivery failure) => new(AlertArrival.TryLater, failure);
}
