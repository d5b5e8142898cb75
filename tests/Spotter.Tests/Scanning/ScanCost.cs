using Spotter.Tests.Orchestration;

namespace Spotter.Tests.Scanning;

/// <summary>What a scan asks of its stores and of the engine that drives it: what a bill on Azure is made of.</summary>
internal sealed record ScanCost
{
    public static ScanCost NothingNew { get; } = new() { Reads = 6, Ranges = 1, Changes = 4, Activities = 3, Turns = 4 };

    public static ScanCost OnePost { get; } = new()
    {
        Reads = 18,
        Ranges = 3,
        Changes = 13,
        PicturesStored = 1,
        PicturesRead = 1,
        Activities = 8,
        Timers = 1,
        Turns = 10,
    };

    public static ScanCost OneAlert { get; } = new()
    {
        Reads = 22,
        Ranges = 4,
        Changes = 16,
        PicturesStored = 1,
        PicturesRead = 1,
        Activities = 10,
        Timers = 1,
        Turns = 12,
    };

    /// <summary>What each post beyond the first adds, with its alert.</summary>
    public static ScanCost FurtherAlert { get; } = new()
    {
        Reads = 9,
        Ranges = 1,
        Changes = 6,
        PicturesStored = 1,
        PicturesRead = 1,
        Activities = 4,
        Turns = 4,
    };

    /// <summary>Point reads of the state.</summary>
    public int Reads { get; init; }

    /// <summary>Range reads of the state.</summary>
    public int Ranges { get; init; }

    /// <summary>Groups of changes of the state.</summary>
    public int Changes { get; init; }

    public int PicturesStored { get; init; }

    public int PicturesRead { get; init; }

    public int Activities { get; init; }

    public int Timers { get; init; }

    /// <summary>How often the orchestration is run: at its start and at each answer.</summary>
    public int Turns { get; init; }

    public static ScanCost Of(OrchestrationHistory history) => new()
    {
        Activities = history.Asked.Count(question => question.StartsWith("activity ", StringComparison.Ordinal)),
        Timers = history.Asked.Count(question => question.StartsWith("timer ", StringComparison.Ordinal)),
        Turns = history.Answers.Count + 1,
    };

    public static ScanCost operator +(ScanCost left, ScanCost right) => Combine(left, right, (a, b) => a + b);

    public static ScanCost operator -(ScanCost left, ScanCost right) => Combine(left, right, (a, b) => a - b);

    private static ScanCost Combine(ScanCost left, ScanCost right, Func<int, int, int> how) => new()
    {
        Reads = how(left.Reads, right.Reads),
        Ranges = how(left.Ranges, right.Ranges),
        Changes = how(left.Changes, right.Changes),
        PicturesStored = how(left.PicturesStored, right.PicturesStored),
        PicturesRead = how(left.PicturesRead, right.PicturesRead),
        Activities = how(left.Activities, right.Activities),
        Timers = how(left.Timers, right.Timers),
        Turns = how(left.Turns, right.Turns),
    };
}
