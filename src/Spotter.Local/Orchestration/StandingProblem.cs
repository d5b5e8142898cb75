namespace Spotter.Local.Orchestration;

/// <summary>A problem that may last for many looks and is told once.</summary>
internal sealed class StandingProblem
{
    private string? _message;

    /// <summary>Takes what was found now; true where it is not what was found before.</summary>
    public bool IsNew(string message) => Interlocked.Exchange(ref _message, message) != message;

    /// <summary>Takes that all is well now; true where it was not before.</summary>
    public bool TryEnd() => Interlocked.Exchange(ref _message, null) is not null;
}
