namespace Spotter.Cli;

/// <summary>What the command's exit codes mean.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The command ran, and something of what it was to do failed.</summary>
    public const int Failure = 1;

    /// <summary>The words of the command or a setting are wrong: nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>Ended by Ctrl-C: 128 and the number of SIGINT, as shells have it.</summary>
    public const int Interrupted = 130;
}
