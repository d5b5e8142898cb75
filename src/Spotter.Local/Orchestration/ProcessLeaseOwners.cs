using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Spotter.Scanning;

namespace Spotter.Local.Orchestration;

/// <summary>
/// Owners are runs of processes of this machine, so that a lease is free as soon as its process was killed: <c>machine|process id|start|run</c>.
/// </summary>
public sealed class ProcessLeaseOwners(RunningOrchestrations running) : ILeaseOwners
{
    // Linux works a process's start time out from the boot time, which moves when the clock is set.
    private static readonly TimeSpan StartTolerance = TimeSpan.FromSeconds(5);

    private readonly string _thisProcess = NameOfThisProcess();

    /// <inheritdoc/>
    public string NameOf(string instanceId) => $"{_thisProcess}|{instanceId}";

    /// <inheritdoc/>
    public bool IsGone(string owner)
    {
        var parts = owner.Split('|', 4);
        if (parts.Length != 4 || parts[0] != Environment.MachineName)
            return false;
        if (string.Join('|', parts[..3]) == _thisProcess)
            return !running.Contains(parts[3]);

        return !int.TryParse(parts[1], CultureInfo.InvariantCulture, out var id)
            || !long.TryParse(parts[2], CultureInfo.InvariantCulture, out var start)
            || !IsRunning(id, DateTimeOffset.FromUnixTimeMilliseconds(start));
    }

    private static string NameOfThisProcess()
    {
        using var process = Process.GetCurrentProcess();
        var start = new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds();
        return string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}|{process.Id}|{start}");
    }

    private static bool IsRunning(int id, DateTimeOffset start)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return (new DateTimeOffset(process.StartTime) - start).Duration() < StartTolerance;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (Win32Exception)
        {
            // It exists and belongs to somebody else: it may be the owner.
            return true;
        }
    }
}
