namespace Spotter;

/// <summary>What went wrong, said for a person: what happened, to which account, file or setting, and what to do next.</summary>
public abstract class SpotterException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>True where a person's words or settings, or what they name, are to be changed: nothing was begun.</summary>
    public virtual bool IsInput { get; init; }
}
