using System.Text.Json;
using Microsoft.DurableTask;
using Spotter.Orchestration;

namespace Spotter.FunctionsApp.Orchestration;

/// <summary>Gives the product's orchestrations what the Durable engine has.</summary>
internal sealed class DurableOrchestrationContext(TaskOrchestrationContext context) : IOrchestrationContext
{
    // A host that dies loses no more answers than were under way.
    private const int MaxAnswers = 20;

    // The engine replays the waits in between like any other timer.
    private static readonly TaskOptions RetryLostWorkers = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 5, firstRetryInterval: TimeSpan.FromSeconds(5), backoffCoefficient: 2)
        {
            HandleFailure = IsOfLostWorker,
        }
    );

    public string InstanceId => context.InstanceId;

    public DateTimeOffset CurrentTime => new(DateTime.SpecifyKind(context.CurrentUtcDateTime, DateTimeKind.Utc));

    public async Task<TOutput> CallActivityAsync<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input)
    {
        var call = ActivityAnswer.CallOf(activity, input);
        for (var answers = 0; answers < MaxAnswers; answers++)
            if (await FindAnswerAsync(activity, input) is { } answer && answer.Call == call)
                return answer.Output.Deserialize<TOutput>(AzureServices.DurableJson)!;

        throw new ActivityFailedException(activity.Name, $"{activity.Name} got {MaxAnswers} answers that belong to other calls.");
    }

    public async Task<TOutput> CallOrchestrationAsync<TInput, TOutput>(
        OrchestrationDefinition<TInput, TOutput> orchestration, TInput input, string instanceId)
    {
        try
        {
            return await TranslateAsync(orchestration.Name, context.CallSubOrchestratorAsync<TOutput>(
                orchestration.Name, input, new SubOrchestrationOptions(instanceId: InstanceIds.Escape(instanceId))));
        }
        catch (JsonException)
        {
            // It runs under its id, and cannot be begun a second time.
            throw new ActivityFailedException(
                orchestration.Name, $"What {instanceId} answers was lost when a host died; it goes on by itself.");
        }
    }

    public async Task WaitUntilAsync(DateTimeOffset time)
    {
        // An answer that belongs to another call ends a timer, too.
        while (time > CurrentTime)
            await context.CreateTimer(time.UtcDateTime, CancellationToken.None);
    }

    public void ContinueAsNew<TInput>(TInput input) => context.ContinueAsNew(input, preserveUnprocessedEvents: false);

    public void SetStatus(object status) => context.SetCustomStatus(status);

    /// <summary>
    /// True where the host reports that a worker died or ran out of time under an activity. What an activity throws has a type of its own,
    /// and was thought over where it was thrown.
    /// </summary>
    internal static bool IsOfLostWorker(TaskFailureDetails failure) =>
        failure.ErrorType.EndsWith(".FunctionInvocationException", StringComparison.Ordinal) || failure.ErrorType.EndsWith(
            ".FunctionTimeoutException", StringComparison.Ordinal);

    // Null where what came is no answer of an activity, as the number of a timer is none.
    private async Task<ActivityAnswer?> FindAnswerAsync<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input)
    {
        try
        {
            return await TranslateAsync(
                activity.Name, context.CallActivityAsync<ActivityAnswer?>(activity.Name, input, RetryLostWorkers));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<TOutput> TranslateAsync<TOutput>(string name, Task<TOutput> task)
    {
        try
        {
            return await task;
        }
        catch (TaskFailedException error)
        {
            throw new ActivityFailedException(name, error.FailureDetails.ErrorMessage);
        }
    }
}
