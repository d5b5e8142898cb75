using Spotter.Contracts.Scanning;

namespace Spotter.Tests.Scanning;

/// <summary>A month's bill as docs/azure.md works it out: the formulas, the unit prices and the assumptions are told there.</summary>
internal sealed record AzureBill
{
    private const double TicksPerMonth = 12 * 24 * 30;
    private const double RemovalsPerMonth = 6 * 24 * 30;

    /// <summary>Scans that find nothing new, scans that find something, and the posts that these find beyond the first.</summary>
    public required (double Idle, double Finding, double FurtherPosts) Scans { get; init; }

    /// <summary>How many pages of up to a hundred accounts the ticks of the timer find due.</summary>
    public required double Batches { get; init; }

    public double AllScans => Scans.Idle + Scans.Finding;

    public double Posts => Scans.Finding + Scans.FurtherPosts;

    /// <summary>Activities, turns, and the timers.</summary>
    public double Executions => TaskHub.AllActivities + TaskHub.AllTurns + TicksPerMonth + RemovalsPerMonth;

    /// <summary>The state's operations, for scans, batches and ticks, and the task hub's.</summary>
    public double TableOperations =>
        Sum(cost => cost.Reads + cost.Ranges + cost.Changes) + (5 * Batches) + (8 * TicksPerMonth) + TaskHub.TableOperations
        + TaskHub.RemovalTableOperations + RemovalsPerMonth;

    /// <summary>All are the task hub's.</summary>
    public double QueueOperations => TaskHub.QueueOperations;

    /// <summary>In USD: where an instance is busy two seconds for a scan and one for a post.</summary>
    public double FunctionsAtLeast => Functions(BusySeconds);

    /// <summary>In USD: where no execution overlaps another.</summary>
    public double FunctionsAtMost => Functions(Math.Max(Executions, BusySeconds));

    /// <summary>
    /// In USD: operations, where a list costs what a write does, a month's new pictures, and one instance that is awake the whole month.
    /// </summary>
    public double Storage =>
        (TableOperations / 10_000 * 0.00036) + (QueueOperations / 10_000 * 0.0004)
        + ((Sum(cost => cost.PicturesStored) + TaskHub.RemovalBlobLists) / 10_000 * 0.05)
        + (2 * Sum(cost => cost.PicturesRead) / 10_000 * 0.004)
        + (Posts * 0.0005 * 0.0184) + 0.25;

    /// <summary>In USD.</summary>
    public double Logs => Math.Max(0, (Executions * 2e-6) - 5) * 2.30;

    private TaskHubCost TaskHub => new(
        AllScans, Batches, Sum(cost => cost.Activities), Sum(cost => cost.Timers), Sum(cost => cost.Turns));

    private double BusySeconds => (2 * AllScans) + Posts + TicksPerMonth + RemovalsPerMonth;

    private double Sum(Func<ScanCost, double> count) =>
        (Scans.Idle * count(ScanCost.NothingNew)) + (Scans.Finding * count(ScanCost.OneAlert)) + (
            Scans.FurtherPosts * count(ScanCost.FurtherAlert));

    private double Functions(double activeSeconds) =>
        (Math.Max(0, (activeSeconds * 2) - 100_000) * 0.000026) + (Math.Max(0, Executions - 250_000) / 1_000_000 * 0.40);
}
