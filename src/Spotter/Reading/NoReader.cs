namespace Spotter.Reading;

/// <summary>A host on which nothing reads words.</summary>
public sealed class NoReader : IReaderStatus
{
    /// <inheritdoc/>
    public string FindProblem() => "No reader of words is installed.";
}
