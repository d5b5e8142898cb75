namespace Spotter.Simulator.Scenarios;

/// <summary>What goes wrong when an account's page is fetched.</summary>
public sealed class PageFault : Fault
{
    /// <summary>What happens.</summary>
    public required PageFaultKind Kind { get; set; }

    /// <summary>It hits only this page and later ones, from 1. Default 1.</summary>
    public int FromPage { get; set; } = 1;

    /// <summary>For <see cref="PageFaultKind.Error"/>: the Graph API's error code. Default 2.</summary>
    public int Code { get; set; } = 2;

    /// <summary>For <see cref="PageFaultKind.Error"/>: the subcode; null means none.</summary>
    public int? Subcode { get; set; }

    /// <summary>For <see cref="PageFaultKind.Slow"/>: seconds until the answer. Default 5.</summary>
    public double Seconds { get; set; } = 5;
}
