namespace Spotter.Orchestration;

/// <summary>
/// An activity threw. The message is the activity's own, for a person. There is no inner exception: histories keep what they get, and its
/// text could hold an address with a token.
/// </summary>
public sealed class ActivityFailedException(string activity, string message) : SpotterException(message)
{
    /// <summary>The name of the activity.</summary>
    public string Activity { get; } = activity;
}
