namespace Spotter.Reading;

/// <summary>Says whether words in pictures can be read on this host.</summary>
public interface IReaderStatus
{
    /// <summary>Why none can, and what to do about it, for a person; null where they can.</summary>
    string? FindProblem();
}
