namespace Spotter.Web.Models;

/// <summary>The training that runs, or the last one.</summary>
/// <param name="Model">The model that gets a new version.</param>
/// <param name="State">How it stands.</param>
/// <param name="StartedAt">When it began.</param>
internal sealed record ShownTraining(string Model, RenewalState State, DateTimeOffset StartedAt)
{
    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How far it is; null before its first word.</summary>
    public RenewalStep? Step { get; init; }

    /// <summary>What came of it; null where nothing did.</summary>
    public RenewalOutcome? Outcome { get; init; }

    /// <summary>Why nothing came of it, and what to do; null where something did.</summary>
    public string? Problem { get; init; }

    /// <summary>True while it is at work.</summary>
    public bool IsRunning => State is RenewalState.Running or RenewalState.Cancelling;
}
