using System.Text.Json;
using Spotter.Orchestration;
using Spotter.Scanning;

namespace Spotter.Tests.Orchestration;

/// <summary>
/// A context that records what is asked for and answers when told to, on the caller's thread, as the Durable engine does.
/// </summary>
internal class ReplayContext(string instanceId, DateTimeOffset startedAt) : IOrchestrationContext
{
    private readonly List<Action<OrchestrationHistory.Answer>> _waiting = [];

    public List<string> Asked { get; } = [];

    public string InstanceId => instanceId;

    public DateTimeOffset CurrentTime { get; private set; } = startedAt;

    public Task<TOutput> CallActivityAsync<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input)
    {
        var answer = Ask<TOutput>($"activity {activity.Name} {ToJson(input)}");
        Start(Asked.Count - 1, activity, input);
        return answer;
    }

    public Task<TOutput> CallOrchestrationAsync<TInput, TOutput>(
        OrchestrationDefinition<TInput, TOutput> orchestration, TInput input, string instanceId)
    {
        var answer = Ask<TOutput>($"orchestration {orchestration.Name} {instanceId} {ToJson(input)}");
        Start(Asked.Count - 1, orchestration, input, instanceId);
        return answer;
    }

    /// <summary>The input of the next run; null where none was asked for.</summary>
    public object? Next { get; private set; }

    public void ContinueAsNew<TInput>(TInput input)
    {
        Next = input;
        Asked.Add($"again {ToJson(input)}");
    }

    public Task WaitUntilAsync(DateTimeOffset time)
    {
        var answer = Ask<object?>($"timer {time:O}");
        Start(Asked.Count - 1, time);
        return answer;
    }

    /// <summary>What it showed, in order.</summary>
    public List<object> Statuses { get; } = [];

    public void SetStatus(object status) => Statuses.Add(status);

    public void Give(OrchestrationHistory.Answer answer)
    {
        CurrentTime = answer.At;
        _waiting[answer.Question](answer);
    }

    protected virtual void Start<TInput, TOutput>(int question, Activity<TInput, TOutput> activity, TInput input)
    {
    }

    protected virtual void Start<TInput, TOutput>(
        int question, OrchestrationDefinition<TInput, TOutput> orchestration, TInput input, string instanceId)
    {
    }

    protected virtual void Start(int question, DateTimeOffset timer)
    {
    }

    private static string ToJson<T>(T value) => JsonSerializer.Serialize(value, ScanJson.Default.Options.GetTypeInfo(typeof(T)));

    private Task<T> Ask<T>(string question)
    {
        // Continuations run where the answer is given, one after the other: that is what makes a replay repeatable.
        var source = new TaskCompletionSource<T>();
        Asked.Add(question);
        _waiting.Add(answer =>
        {
            if (answer.Failure is { } failure)
                source.SetException(failure);
            else
                source.SetResult((T)answer.Value!);
        });
        return source.Task;
    }
}
