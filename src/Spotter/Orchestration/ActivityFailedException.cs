namespace Spotter.Orchestration;

/// <summary>An activity threw. The message is the activity's own, for a person.</summary>
public sealed class ActivityFailedException(string activity, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The name of the activity.</summary>
    public string Activity { get; } = activity;
}
