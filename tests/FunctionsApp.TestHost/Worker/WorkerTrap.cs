namespace Spotter.FunctionsApp.TestHost.Worker;

/// <summary>
/// Waits for the answer to one call, and has the worker killed once the call's effect was seen and before anybody hears of the answer.
/// </summary>
/// <param name="function">The function's name.</param>
/// <param name="inputHolds">What the call's input must hold.</param>
/// <param name="observe">Looks for the effect where it is kept; throws where it is not there.</param>
internal sealed class WorkerTrap(string function, string inputHolds, Func<string, Task> observe)
{
    private readonly TaskCompletionSource<WorkerDeath> _death = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _taken;

    public Task<WorkerDeath> Death => _death.Task;

    /// <summary>True once: for the first call that is meant.</summary>
    public bool TryTake(Invocation invocation) =>
        invocation.Function.Name == function
        && invocation.Trigger.String.Contains(inputHolds, StringComparison.Ordinal)
        && Interlocked.Exchange(ref _taken, 1) == 0;

    /// <summary>Looks for the effect, and kills.</summary>
    public async Task SpringAsync(Invocation invocation, WorkerProcess worker)
    {
        try
        {
            await observe(invocation.Trigger.String);
            worker.Kill();
            _death.SetResult(new WorkerDeath(function, invocation.Trigger.String, worker.Id, await worker.Exited));
        }
        catch (Exception error)
        {
            // The test that waits for the death fails with this; the worker is of no more use to it.
            _death.SetException(error);
            worker.Kill();
        }
    }
}
