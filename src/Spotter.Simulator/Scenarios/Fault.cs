namespace Spotter.Simulator.Scenarios;

/// <summary>When something goes wrong. Conditions hold together; without any, always.</summary>
public abstract class Fault
{
    /// <summary>The numbers of the calls it hits, from 1; empty means any.</summary>
    public IReadOnlyList<int> Calls { get; set; } = [];

    /// <summary>It hits every n-th call; null means any.</summary>
    public int? Every { get; set; }

    /// <summary>It hits at most this many times, then all is well; null means without end.</summary>
    public int? Times { get; set; }

    /// <summary>How likely it hits a call, 0 to 1, decided by the scenario's seed. Default 1.</summary>
    public double Chance { get; set; } = 1;
}
