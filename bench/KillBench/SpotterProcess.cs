using System.Diagnostics;
using Spotter.Cli;

namespace KillBench;

/// <summary>The command in a process of its own.</summary>
internal sealed class SpotterProcess : IDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource _firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SpotterProcess(Process process, KillPlace place)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => Print(place, line.Data);
        _process.ErrorDataReceived += (_, line) => Print(place, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public static SpotterProcess Start(KillPlace place, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(SpotterCommand).Assembly.Location, .. args, "--settings", place.Settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = place.Data,
        };
        // Native libraries write there, too.
        foreach (var variable in new[] { "TMPDIR", "HOME", "XDG_CACHE_HOME" })
            start.Environment[variable] = place.Temporary;
        // The runtime leaves its own sockets there when it is killed.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return new SpotterProcess(Process.Start(start)!, place);
    }

    /// <summary>Kills it, as kill -9 does.</summary>
    /// <param name="isAtWork">True where its life counts from the first line that it prints, when it has started; else from now.</param>
    /// <param name="life">How long it lives.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Its exit code where it ended by itself before; else null.</returns>
    public async Task<int?> KillAsync(bool isAtWork, TimeSpan life, CancellationToken cancellationToken)
    {
        var end = _process.WaitForExitAsync(cancellationToken);
        await Task.WhenAny(end, isAtWork ? _firstLine.Task : Task.CompletedTask);
        if (await Task.WhenAny(end, Task.Delay(life, cancellationToken)) == end)
            return await EndAsync(cancellationToken);

        _process.Kill();
        await end;
        return null;
    }

    /// <summary>Waits until it ends by itself.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private void Print(KillPlace place, string? line)
    {
        if (line is null)
            return;

        place.Print($"{_process.Id} {line}");
        _firstLine.TrySetResult();
    }
}
