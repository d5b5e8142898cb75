using Spotter.Calls;

namespace Spotter.Models;

/// <summary>A hosted model gave no answer; the failure's kind decides the reaction, as for a source.</summary>
public sealed class ClassifyingException(SourceFailure failure) : SpotterException(failure.Message)
{
    /// <summary>What went wrong, and how long to wait where waiting helps.</summary>
    public SourceFailure Failure { get; } = failure;
}
