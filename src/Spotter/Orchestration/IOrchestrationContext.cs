namespace Spotter.Orchestration;

/// <summary>
/// What an orchestration may use. Its code must be deterministic: no clock, no random numbers, no I/O, no await of anything but this
/// context's tasks
/// (and <see cref="Task.WhenAll(Task[])"/> and <see cref="Task.WhenAny(Task[])"/> over them).
/// </summary>
public interface IOrchestrationContext
{
    /// <summary>The id of the running instance: one of an id runs at a time.</summary>
    string InstanceId { get; }

    /// <summary>The time of the orchestration, the same in every replay.</summary>
    DateTimeOffset CurrentTime { get; }

    /// <summary>Runs an activity. What it throws ends the orchestration unless caught as <see cref="ActivityFailedException"/>.</summary>
    Task<TOutput> CallActivityAsync<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input);

    /// <summary>Runs another orchestration under the given instance id and waits for its output.</summary>
    Task<TOutput> CallOrchestrationAsync<TInput, TOutput>(
        OrchestrationDefinition<TInput, TOutput> orchestration, TInput input, string instanceId);

    /// <summary>Completes at the given time, which may be days away; at once where it has passed.</summary>
    Task WaitUntilAsync(DateTimeOffset time);

    /// <summary>
    /// Completes at the given time, as <see cref="WaitUntilAsync"/> does; earlier where the host notices that the pause of a call budget
    /// was lifted meanwhile, whichever it was: whoever waits asks its budget again.
    /// </summary>
    Task WaitForBudgetAsync(DateTimeOffset time) => WaitUntilAsync(time);

    /// <summary>
    /// Runs the orchestration again from its beginning with this input and an empty history, once the present run has returned; what it
    /// returns then counts for nothing.
    /// </summary>
    void ContinueAsNew<TInput>(TInput input);

    /// <summary>Shows progress to whoever asks for the instance's status.</summary>
    /// <param name="status">A record that JSON can hold, as inputs and outputs are.</param>
    void SetStatus(object status);
}
