using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Spotter.Scanning;

namespace Spotter.Local.Orchestration;

/// <summary>
/// Owners are runs of processes of this machine, so that a lease is free as soon as its process was killed: <c>machine|process
/// id|start|run</c>.
/// </summary>
public sealed class ProcessLeaseOwners(RunningOrchestrations running) : ILeaseOwners
{
    // Linux works a process's start time out from the boot time, which moves when the clock is set.
    private const long StartToleranceMilliseconds = 5_000;

    private readonly string _thisProcess = NameOfThisProcess();

    public string NameOf(string instanceId) => $"{_thisProcess}|{instanceId}";

    public ValueTask<bool> IsGoneAsync(string owner, CancellationToken cancellationToken) => ValueTask.FromResult(IsGone(owner));

    private bool IsGone(string owner)
    {
        var parts = owner.Split('|', 4);
        if (parts.Length != 4 || parts[0] != Environment.MachineName)
            return false;
        if (string.Join('|', parts[..3]) == _thisProcess)
            return !running.Contains(parts[3]);

        return !int.TryParse(parts[1], CultureInfo.InvariantCulture, out var id)
            || !long.TryParse(parts[2], CultureInfo.InvariantCulture, out var start)
            || !IsRunning(id, start);
    }

    private static string NameOfThisProcess()
    {
        using var process = Process.GetCurrentProcess();
        return string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}|{process.Id}|{StartOf(process)}");
    }

    private static long StartOf(Process process) => new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds();

    private static bool IsRunning(int id, long start)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return StartOf(process) - start is > -StartToleranceMilliseconds and < StartToleranceMilliseconds && !IsDead(id);
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

    // Until its parent has asked how it ended, a dead process is still listed (proc_pid_stat(5): the state follows the name).
    private static bool IsDead(int id)
    {
        if (!OperatingSystem.IsLinux())
            return false;

        try
        {
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
            return stat[(stat.LastIndexOf(')') + 1)..].TrimStart() is ['Z' or 'X', ..];
        }
        catch (IOException)
        {
            return true;
        }
    }
}
