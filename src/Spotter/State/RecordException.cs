namespace Spotter.State;

/// <summary>One record of the state is gone or cannot be read. The store itself can be: the other records are well.</summary>
public sealed class RecordException(StateKey id, string message, Exception? inner = null) : StateException(message, inner)
{
    /// <summary>Which record.</summary>
    public StateKey Id { get; } = id;
}
