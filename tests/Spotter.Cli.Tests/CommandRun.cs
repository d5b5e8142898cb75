using System.Text.RegularExpressions;

namespace Spotter.Cli.Tests;

/// <summary>What a run of the command printed and how it ended.</summary>
internal sealed record CommandRun(int ExitCode, string Out, string Error)
{
    /// <summary>What it printed, with the lines joined that were broken to fit.</summary>
    public string Joined => Regex.Replace(Out, @"\r?\n +", " ");

    public static async Task<CommandRun> OfAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var tooLong = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        var code = await SpotterCommand.RunAsync(args, output, error, tooLong.Token);
        return new CommandRun(code, output.ToString(), error.ToString());
    }
}
