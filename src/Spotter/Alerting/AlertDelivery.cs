namespace Spotter.Alerting;

/// <summary>How a send ended.</summary>
/// <param name="Outcome">Decides the reaction.</param>
/// <param name="Message">What went wrong and what to do, for a person; null where nothing did. Carries no secret.</param>
/// <param name="RetryAfter">How long the channel asks to wait; null where it does not say.</param>
public sealed record AlertDelivery(AlertOutcome Outcome, string? Message = null, TimeSpan? RetryAfter = null)
{
    /// <summary>The alert arrived.</summary>
    public static AlertDelivery Delivered { get; } = new(AlertOutcome.Delivered);

    /// <summary>The channel's own code of the error; null where it has none.</summary>
    public string? Code { get; init; }

    /// <summary>True where the channel did not answer and may still be at it: a look that comes too early finds nothing.</summary>
    public bool MayStillArrive { get; init; }
}
