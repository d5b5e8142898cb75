namespace Spotter.Simulator.Scenarios;

/// <summary>What goes wrong with a Slack call.</summary>
public sealed class SlackFault : Fault
{
    /// <summary>What happens.</summary>
    public required SlackFaultKind Kind { get; set; }

    /// <summary>
    /// The method it hits: <c>chat.postMessage</c> (the default), <c>files.info</c>, <c>upload</c>, <c>webhook</c> and so on. Calls are
    /// counted per method.
    /// </summary>
    public string Method { get; set; } = "chat.postMessage";

    /// <summary>For <see cref="SlackFaultKind.Error"/>: the error. Default <c>internal_error</c>.</summary>
    public string Error { get; set; } = "internal_error";
}
