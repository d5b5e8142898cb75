using Spotter.Simulator.Scenarios;

namespace KillBench;

/// <summary>What is killed, and what it has to cope with besides.</summary>
public sealed record KillSetup
{
    // How many calls of ten go wrong where faults are wanted.
    private const double FaultChance = 0.3;

    public required string Name { get; init; }

    /// <summary>How many watchers share the state.</summary>
    public int Watchers { get; init; } = 1;

    /// <summary>A watcher that has started is killed at a random moment until this.</summary>
    public TimeSpan MaxLife { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How often one of the accounts posts.</summary>
    public TimeSpan PostEvery { get; init; } = TimeSpan.FromSeconds(0.4);

    /// <summary>The channel's timeout: an alert whose send was cut off is looked up after twice this.</summary>
    public TimeSpan SlackTimeout { get; init; } = TimeSpan.FromSeconds(1);

    public SlackScript Slack { get; init; } = new() { FileReadySeconds = 0.1 };

    public IReadOnlyList<PageFault> PageFaults { get; init; } = [];

    public IReadOnlyList<Outage> PictureFaults { get; init; } = [];

    public static KillSetup OneWatcher { get; } = new() { Name = "one watcher" };

    public static KillSetup TwoWatchers { get; } = new() { Name = "two watchers", Watchers = 2 };

    public static KillSetup SlowSlack { get; } = new()
    {
        Name = "slow Slack",
        MaxLife = TimeSpan.FromSeconds(6),
        PostEvery = TimeSpan.FromSeconds(1.2),
        // Longer than any call takes: what is not known is so for the kill alone.
        SlackTimeout = TimeSpan.FromSeconds(4),
        Slack = new SlackScript { FileReadySeconds = 0.1, MostSeconds = 3 },
    };

    public static KillSetup Faults { get; } = new()
    {
        Name = "faults at 30 %",
        Slack = new SlackScript { FileReadySeconds = 0.1, Faults = [.. MessageFaults(), .. CallFaults()] },
        PageFaults = [.. Mix(
            new PageFault { Kind = PageFaultKind.Cut },
            new PageFault { Kind = PageFaultKind.Unavailable },
            new PageFault { Kind = PageFaultKind.Malformed },
            new PageFault { Kind = PageFaultKind.Error, Code = 2 },
            new PageFault { Kind = PageFaultKind.Error, Code = 4 })],
        // None that is no picture at all: five of those in a row give a picture up.
        PictureFaults = [.. Mix(
            new Outage { Of = OutagePart.Pictures, Kind = OutageKind.Cut },
            new Outage { Of = OutagePart.Pictures, Kind = OutageKind.Unavailable },
            new Outage { Of = OutagePart.Pictures, Kind = OutageKind.Missing },
            new Outage { Of = OutagePart.Pictures, Kind = OutageKind.Throttled })],
    };

    public static IReadOnlyList<KillSetup> All { get; } = [OneWatcher, TwoWatchers, SlowSlack, Faults];

    private static IReadOnlyList<string> OtherMethods =>
        ["files.getUploadURLExternal", "upload", "files.completeUploadExternal", "files.info", "conversations.history"];

    private static IEnumerable<SlackFault> MessageFaults() => Mix(
        new SlackFault { Kind = SlackFaultKind.AcceptThenCut },
        new SlackFault { Kind = SlackFaultKind.Malformed },
        new SlackFault { Kind = SlackFaultKind.Cut },
        new SlackFault { Kind = SlackFaultKind.Unavailable },
        new SlackFault { Kind = SlackFaultKind.Throttled },
        new SlackFault { Kind = SlackFaultKind.Error });

    private static IEnumerable<SlackFault> CallFaults() =>
        from method in OtherMethods
        from fault in Mix(
            new SlackFault { Method = method, Kind = SlackFaultKind.Cut },
            new SlackFault { Method = method, Kind = SlackFaultKind.Unavailable },
            new SlackFault { Method = method, Kind = SlackFaultKind.Throttled })
        select fault;

    /// <summary>Makes the faults as likely as each other, and one of them as likely as is wanted: each is drawn alone.</summary>
    private static T[] Mix<T>(params T[] faults) where T : Fault
    {
        foreach (var fault in faults)
            fault.Chance = 1 - Math.Pow(1 - FaultChance, 1.0 / faults.Length);
        return faults;
    }
}
