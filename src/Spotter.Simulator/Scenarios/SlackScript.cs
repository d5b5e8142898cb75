namespace Spotter.Simulator.Scenarios;

/// <summary>How Slack behaves.</summary>
public sealed class SlackScript
{
    /// <summary>The channels that exist, as ids (<c>C0SPECIALS</c>) or names (<c>#specials</c>); empty means every channel does.</summary>
    public IReadOnlyList<string> Channels { get; set; } = [];

    /// <summary>Messages allowed per channel and second; 0 means no limit, which is the default. Slack itself allows about 1.</summary>
    public double MessagesPerSecond { get; set; }

    /// <summary>Seconds that a 429 asks to wait; null leaves the header out. Default 1.</summary>
    public int? RetryAfter { get; set; } = 1;

    /// <summary>True where a 429 names the date until which it asks to wait, and not the seconds. Default false.</summary>
    public bool RetryAfterAsDate { get; set; }

    /// <summary>Seconds after its upload until a file can be used. Default 0.5.</summary>
    public double FileReadySeconds { get; set; } = 0.5;

    /// <summary>Seconds that a call takes at least. Default 0.</summary>
    public double LeastSeconds { get; set; }

    /// <summary>
    /// Seconds that a call takes at most; how many is drawn for each, from <see cref="LeastSeconds"/> on. It is carried out at the
    /// beginning or at the end of them, which is drawn, too,
    /// and also where its sender has gone meanwhile. Default 0: at once.
    /// </summary>
    public double MostSeconds { get; set; }

    /// <summary>What goes wrong. The first fault that is due counts.</summary>
    public IReadOnlyList<SlackFault> Faults { get; set; } = [];
}
