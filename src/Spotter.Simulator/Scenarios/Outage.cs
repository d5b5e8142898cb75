namespace Spotter.Simulator.Scenarios;

/// <summary>A time in which a part of the outside world fails whoever calls it. Calls are counted for each part.</summary>
public sealed class Outage : Fault
{
    /// <summary>What is out.</summary>
    public required OutagePart Of { get; set; }

    /// <summary>What happens to a call; nothing of it is carried out. Default HTTP 503.</summary>
    public OutageKind Kind { get; set; }

    /// <summary>When it begins, in seconds from the start. Default 0.</summary>
    public double From { get; set; }

    /// <summary>When all is well again, in seconds from the start; null, the default, means never.</summary>
    public double? To { get; set; }
}
