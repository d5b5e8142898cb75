namespace KillBench;

/// <summary>How a run ended.</summary>
public sealed record KillReport
{
    public required string Setup { get; init; }

    public required int Kills { get; init; }

    public required int Posts { get; init; }

    /// <summary>How many alerts ought to have arrived.</summary>
    public required int Wanted { get; init; }

    /// <summary>How many of them did, once or more often.</summary>
    public required int Arrived { get; init; }

    /// <summary>How many messages came again.</summary>
    public required int Twice { get; init; }

    /// <summary>How many alerts never came.</summary>
    public required int Lost { get; init; }

    /// <summary>How often Slack was asked whether an alert had arrived: a kill had met it on its way.</summary>
    public required int LookUps { get; init; }

    /// <summary>What <c>PRAGMA integrity_check</c> says.</summary>
    public required string Integrity { get; init; }

    public required int FilesLeft { get; init; }

    public required TimeSpan Time { get; init; }

    /// <summary>Everything that is wrong, a line each.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>The folder, which is kept where something is wrong; null where nothing is.</summary>
    public string? Folder { get; init; }
}
