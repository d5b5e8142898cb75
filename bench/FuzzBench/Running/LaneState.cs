namespace FuzzBench.Running;

/// <summary>How far the inputs of one kind have come.</summary>
public sealed record LaneState
{
    private const double MaxGrowth = 1.2;

    // What a young process still takes, whatever it does.
    private const long Slack = 64L << 20;

    /// <summary>The index to go on with.</summary>
    public long Next { get; init; }

    /// <summary>How many inputs were taken for what they looked like.</summary>
    public long Taken { get; init; }

    /// <summary>How many were refused as they should be.</summary>
    public long Refused { get; init; }

    /// <summary>How many workers were started.</summary>
    public int Workers { get; init; }

    /// <summary>For how long they worked.</summary>
    public TimeSpan Time { get; init; }

    /// <summary>The inputs that ended a worker, and are passed over.</summary>
    public IReadOnlyList<long> Deadly { get; init; } = [];

    /// <summary>The inputs that took over ten seconds.</summary>
    public IReadOnlyList<long> Slow { get; init; } = [];

    /// <summary>The working set over time.</summary>
    public IReadOnlyList<MemorySample> Memory { get; init; } = [];

    /// <summary>The median of the working set in the first and in the last half of the samples, in bytes.</summary>
    internal (long First, long Last) Medians => (MedianOf(Memory.Take((Memory.Count + 1) / 2)), MedianOf(Memory.Skip(Memory.Count / 2)));

    internal bool Grows => Memory.Count >= 6 && Medians is var (first, last) && last > MaxGrowth * first && last - first > Slack;

    internal LaneState Add(WorkerReport report, long sampleEvery) => this with
    {
        Next = report.Next,
        Taken = Taken + report.Taken,
        Refused = Refused + report.Refused,
        Memory = report.Next / sampleEvery > Next / sampleEvery ? [.. Memory, new(report.Next, report.WorkingSet, Workers)] : Memory,
    };

    private static long MedianOf(IEnumerable<MemorySample> samples)
    {
        long[] sorted = [.. samples.Select(sample => sample.Bytes).Order()];
        return sorted.Length == 0 ? 0 : sorted[sorted.Length / 2];
    }
}
