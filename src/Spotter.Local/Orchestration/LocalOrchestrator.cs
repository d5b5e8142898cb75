using Spotter.Orchestration;

namespace Spotter.Local.Orchestration;

/// <summary>
/// Runs orchestrations in this process. It keeps no history: the state is the truth, and after a crash the next scan goes on from there.
/// </summary>
public sealed class LocalOrchestrator(
    ActivityRegistry activities, RunningOrchestrations running, LiftedPauses pauses, TimeProvider time)
{
    /// <summary>Raised when an instance's status changes: its input, and its status.</summary>
    public event Action<object?, object>? StatusChanged;

    /// <summary>Raised when a run has ended: its instance id, and its output.</summary>
    public event Action<string, object?>? Ended;

    /// <summary>Raised when a run has failed: its instance id, its input, and what went wrong, for a person.</summary>
    public event Action<string, object?, string>? Failed;

    /// <summary>Runs an orchestration to its end.</summary>
    /// <exception cref="ActivityFailedException">An activity failed and the orchestration did not handle it.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled: what was done is in the state.</exception>
    public async Task<TOutput> RunAsync<TInput, TOutput>(
        OrchestrationDefinition<TInput, TOutput> orchestration, TInput input, string instanceId, CancellationToken cancellationToken)
    {
        var run = running.Add(instanceId);
        try
        {
            while (true)
            {
                // An orchestration's code may count on it that no two parts of it run at once, as under the Durable engine.
                var turns = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
                var context = new Context(this, activities, pauses, time, run, input, cancellationToken);
                var arguments = input;
                var output = await Task
                    .Factory.StartNew(
                        () => orchestration.RunAsync(context, arguments),
                        CancellationToken.None,
                        TaskCreationOptions.DenyChildAttach,
                        turns
                    )
                    .Unwrap();
                if (context.Next is not TInput next)
                {
                    Ended?.Invoke(instanceId, output);
                    return output;
                }

                input = next;
            }
        }
        catch (ActivityFailedException error)
        {
            Failed?.Invoke(instanceId, input, error.Message);
            throw;
        }
        finally
        {
            running.Remove(run);
        }
    }

    private sealed class Context(
        LocalOrchestrator owner,
        ActivityRegistry activities,
        LiftedPauses pauses,
        TimeProvider time,
        string instanceId,
        object? input,
        CancellationToken cancellationToken)
        : IOrchestrationContext
    {
        // Task.Delay takes at most about 49 days.
        private static readonly TimeSpan MaxDelay = TimeSpan.FromDays(30);

        // A person who lifts a pause waits for what comes of it.
        private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

        public string InstanceId => instanceId;

        public DateTimeOffset CurrentTime => time.GetUtcNow();

        /// <summary>The input of the next run; null where none was asked for.</summary>
        public object? Next { get; private set; }

        public Task<TOutput> CallActivityAsync<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input) =>
            Task.Run(() => activities.RunAsync(activity, input, cancellationToken), cancellationToken);

        public Task<TOutput> CallOrchestrationAsync<TInput, TOutput>(
            OrchestrationDefinition<TInput, TOutput> orchestration, TInput input, string id) =>
            Task.Run(() => owner.RunAsync(orchestration, input, id, cancellationToken), cancellationToken);

        public Task WaitUntilAsync(DateTimeOffset until) => WaitAsync(until, MaxDelay, () => Task.FromResult(false));

        public async Task WaitForBudgetAsync(DateTimeOffset until)
        {
            if (until - CurrentTime <= LookAgain)
            {
                await WaitUntilAsync(until);
                return;
            }

            // Where only a window is full, there is nothing to lift.
            var before = await pauses.ListAsync(cancellationToken);
            await (before.Count == 0
                ? WaitUntilAsync(until)
                : WaitAsync(until, LookAgain, () => pauses.AnySinceAsync(before, cancellationToken)));
        }

        private async Task WaitAsync(DateTimeOffset until, TimeSpan step, Func<Task<bool>> isOver)
        {
            // A clock that is set back meanwhile makes the wait no longer.
            var (begun, whole) = (time.GetTimestamp(), until - CurrentTime);
            for (var left = whole; left > TimeSpan.Zero; left = Shorter(until - CurrentTime, whole - time.GetElapsedTime(begun)))
            {
                await Task.Delay(Shorter(left, step), time, cancellationToken);
                if (await isOver())
                    return;
            }
        }

        public void ContinueAsNew<TInput>(TInput input) => Next = input;

        public void SetStatus(object status) => owner.StatusChanged?.Invoke(input, status);

        private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
    }
}
