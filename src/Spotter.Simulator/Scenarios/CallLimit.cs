namespace Spotter.Simulator.Scenarios;

/// <summary>How many calls one credential may make before it is throttled.</summary>
public sealed class CallLimit
{
    /// <summary>The calls allowed in any span.</summary>
    public required int Calls { get; set; }

    /// <summary>The span in seconds. Default 3,600.</summary>
    public double Seconds { get; set; } = 3600;

    /// <summary>The Graph API's error code beyond the limit: 4, 17, 32, 613 or 80002. Default 4.</summary>
    public int Code { get; set; } = 4;
}
