namespace Spotter.Simulator.Scenarios;

/// <summary>One account and what it does.</summary>
public sealed class AccountScript
{
    /// <summary>The profile's name.</summary>
    public required string Handle { get; set; }

    /// <summary>Whom the account answers: <c>instagram</c> (the default) or <c>instagram-web</c>.</summary>
    public string Source { get; set; } = "instagram";

    /// <summary>Whether the account can be seen. Default open.</summary>
    public AccountState State { get; set; }

    /// <summary>The shape of the web interface's replies. Default edges.</summary>
    public WebShape WebShape { get; set; }

    /// <summary>How many follow the account. Default 1,200.</summary>
    public int Followers { get; set; } = 1200;

    /// <summary>Single posts.</summary>
    public IReadOnlyList<PostScript> Posts { get; set; } = [];

    /// <summary>Posts that come again and again.</summary>
    public IReadOnlyList<SeriesScript> Series { get; set; } = [];

    /// <summary>A folder of pictures, each served as one older post, in the order of their names; null means none.</summary>
    public string? Photographs { get; set; }

    /// <summary>
    /// Recorded pages of the source, as files or folders, replayed in order instead of posts. Picture addresses become the simulator's.
    /// </summary>
    public IReadOnlyList<string> Recorded { get; set; } = [];

    /// <summary>What goes wrong when this account's pages are fetched. The first fault that is due counts.</summary>
    public IReadOnlyList<PageFault> Faults { get; set; } = [];
}
