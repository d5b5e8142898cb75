using System.Diagnostics;

namespace FuzzBench.Running;

/// <summary>Has the inputs of one kind tried, by one worker after another where an input ends one.</summary>
internal sealed class Lane(InputKind kind, FuzzSettings settings, FuzzLedger ledger, string currentFile)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (ledger.State.LaneOf(kind).Next < settings.Inputs && !cancellationToken.IsCancellationRequested)
            await RunWorkerAsync(cancellationToken);
    }

    private async Task RunWorkerAsync(CancellationToken cancellationToken)
    {
        using var current = new CurrentInput(currentFile);
        current.Index = -1;
        ledger.CountWorker(kind);
        var lane = ledger.State.LaneOf(kind);
        var order = new WorkerOrder(kind, settings.Seed, lane.Next, settings.Inputs, lane.Deadly, settings.Data, currentFile);
        using var worker = new WorkerProcess(order);
        await using var kill = cancellationToken.Register(worker.Kill);
        using var watch = new WorkerWatch(worker, current, index => ledger.AddSlow(kind, index));
        var clock = Stopwatch.StartNew();
        await foreach (var report in worker.ListReportsAsync())
        {
            ledger.Add(kind, report, clock.Elapsed);
            clock.Restart();
        }

        var reason = await watch.EndAsync();
        if (cancellationToken.IsCancellationRequested || (worker.IsWell && reason is null))
            return;
        if (current.Index < 0)
            throw new InvalidOperationException($"The worker for {kind} does not start. {worker.Ending}");

        ledger.AddDeath(kind, reason ?? "the process ended", current.Index, worker.Ending);
    }
}
