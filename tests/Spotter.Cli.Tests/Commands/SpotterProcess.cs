using System.Diagnostics;

namespace Spotter.Cli.Tests.Commands;

/// <summary>The command in a process of its own.</summary>
internal sealed class SpotterProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private SpotterProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    public bool HasExited => _process.HasExited;

    /// <summary>Completes when it has ended.</summary>
    public Task Ended => _process.WaitForExitAsync();

    public static SpotterProcess Start(Workplace workplace, params string[] args) =>
        new(
            Process.Start(
                new ProcessStartInfo("dotnet", [typeof(SpotterCommand).Assembly.Location, .. args, "--settings", workplace.Settings])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!
        );

    public static async Task<CommandRun> RunAsync(Workplace workplace, params string[] args)
    {
        using var process = Start(workplace, args);
        return await process.EndAsync();
    }

    /// <summary>Kills it as kill -9 does.</summary>
    public Task<CommandRun> KillAsync()
    {
        _process.Kill();
        return EndAsync();
    }

    public async Task<CommandRun> EndAsync()
    {
        await _process.WaitForExitAsync();
        return new CommandRun(_process.ExitCode, await _output, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
