namespace Spotter.Simulator.Scenarios;

/// <summary>What goes wrong with a call of the hosted tagger.</summary>
public sealed class TaggerFault : Fault
{
    /// <summary>What happens.</summary>
    public required TaggerFaultKind Kind { get; set; }

    /// <summary>For <see cref="TaggerFaultKind.Error"/>: Clarifai's status code. Default 10020, a failure without a reason.</summary>
    public int Code { get; set; } = 10020;

    /// <summary>For <see cref="TaggerFaultKind.Error"/>: the HTTP status. Default 500.</summary>
    public int Status { get; set; } = 500;
}
