namespace Spotter.Contracts.Scanning;

/// <summary>
/// What the task hub asks of a storage account for scans, as docs/azure.md says it: one test makes a bill of it, another one counts it on
/// the storage emulator. What it asks for by the hour, whether there is work or not, is apart.
/// </summary>
/// <param name="Scans">How many scans there are.</param>
/// <param name="Batches">How many pages of up to a hundred due accounts the monitor scans.</param>
/// <param name="Activities">Of the scans.</param>
/// <param name="Timers">Of the scans.</param>
/// <param name="Turns">Of the scans.</param>
public sealed record TaskHubCost(double Scans, double Batches, double Activities, double Timers, double Turns)
{
    /// <summary>One activity finds a batch and one ends it.</summary>
    public double AllActivities => Activities + (2 * Batches);

    /// <summary>The monitor has one for each scan that ended, and three for each batch.</summary>
    public double AllTurns => Turns + Scans + (3 * Batches);

    /// <summary>
    /// For each turn the history is read and added to and the instance written, for each orchestration begun the instance is looked for,
    /// and for each monitor begun before that, too, and written.
    /// </summary>
    public double TableOperations => (3 * AllTurns) + Scans + (3 * Batches);

    /// <summary>To remove a scan's history its rows are read, they are deleted at once, and so is the instance.</summary>
    public double RemovalTableOperations => 3 * Scans;

    /// <summary>Before that, the scan's large messages are looked for.</summary>
    public double RemovalBlobLists => Scans;

    /// <summary>An activity's task and its result, a timer's end, a scan's start and its end, and the start of a batch.</summary>
    public double Messages => (2 * AllActivities) + Timers + (2 * Scans) + Batches;

    /// <summary>Each message is put, fetched and deleted.</summary>
    public double QueueOperations => 3 * Messages;
}
