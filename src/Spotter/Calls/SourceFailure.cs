namespace Spotter.Calls;

/// <summary>Why a source gave no answer that can be used.</summary>
/// <param name="Kind">Decides the reaction.</param>
/// <param name="Message">
/// What happened and what to do, for a person. Carries no secret, and not the account that was asked for: whoever shows it says which.
/// </param>
/// <param name="RetryAfter">How long the source asks to wait; null where it does not say.</param>
public sealed record SourceFailure(FailureKind Kind, string Message, TimeSpan? RetryAfter = null)
{
    /// <summary>
    /// How many posts the source may answer at most, where it was asked for more and said that this was too much; null where it did not.
    /// </summary>
    public int? AskForAtMost { get; init; }

    /// <summary>True where a proxy refused, and the source was not reached.</summary>
    public bool IsProxys { get; init; }
}
