using Spotter.Orchestration;
using Spotter.Scanning;

namespace Spotter.Local.Orchestration;

/// <summary>Starts scans in this process, which end with it: what is left is in the state, and the next scan goes on there.</summary>
public sealed class LocalScanStarter(LocalOrchestrator orchestrator, AccountLeases leases) : IScanStarter, IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _running = [];
    private readonly Lock _lock = new();

    public async Task<ScanStart> StartAsync(ScanRequest scan, CancellationToken cancellationToken)
    {
        if (await leases.FindOwnerAsync(scan.Account, cancellationToken) is { } running)
            return new ScanStart(running, IsNew: false);

        lock (_lock)
        {
            _running.RemoveAll(task => task.IsCompleted);
            _running.Add(RunAsync(scan));
        }

        return new ScanStart(ScanAccount.InstanceIdOf(scan.Account), IsNew: true);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_running);
        _end.Dispose();
    }

    private async Task RunAsync(ScanRequest scan)
    {
        try
        {
            await orchestrator.RunAsync(ScanAccount.Definition, scan, ScanAccount.InstanceIdOf(scan.Account), _end.Token);
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
        }
        catch (ActivityFailedException)
        {
            // The orchestrator has told it.
        }
    }
}
