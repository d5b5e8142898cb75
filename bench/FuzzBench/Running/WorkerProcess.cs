using System.Diagnostics;
using System.Text.Json;

namespace FuzzBench.Running;

/// <summary>A worker, as it is seen from outside.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;
    private string _lastError = "";

    public WorkerProcess(WorkerOrder order)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(WorkerProcess).Assembly.Location, .. order.ToArguments()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        // Where the line ends that is read, the last one says how the worker ended.
        _process.ErrorDataReceived += (_, line) => _lastError = string.IsNullOrWhiteSpace(line.Data) ? _lastError : line.Data;
        _process.BeginErrorReadLine();
    }

    /// <summary>In bytes; 0 where it has ended.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.HasExited ? 0 : _process.WorkingSet64;
        }
    }

    /// <summary>How it ended, for a person.</summary>
    public string Ending => $"exit code {_process.ExitCode}: {_lastError}";

    public bool IsWell => _process.ExitCode == 0;

    /// <summary>What it reports, until it ends.</summary>
    public async IAsyncEnumerable<WorkerReport> ListReportsAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            if (line.StartsWith('{'))
                yield return JsonSerializer.Deserialize(line, FuzzJson.Default.WorkerReport)!;
        await _process.WaitForExitAsync();
    }

    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
