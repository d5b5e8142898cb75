using System.Collections.Concurrent;
using Spotter.Contracts;
using Spotter.Orchestration;

namespace Spotter.Tests.Orchestration;

/// <summary>
/// Runs an orchestration with real activities, as the Durable engine does: one thread, one answer at a time, timers that pass at once.
/// </summary>
internal class RecordingContext(string instanceId, ActivityRegistry activities, ManualTimeProvider time)
    : ReplayContext(instanceId, time.GetUtcNow()), IDisposable
{
    private readonly BlockingCollection<(int Question, object? Value, ActivityFailedException? Failure)> _answers = [];
    private readonly SortedList<DateTimeOffset, Queue<int>> _timers = [];
    private int _running;

    public OrchestrationHistory History { get; } = new();

    public TOutput Run<TInput, TOutput>(OrchestrationDefinition<TInput, TOutput> orchestration, TInput input)
    {
        var task = orchestration.RunAsync(this, input);
        while (!task.IsCompleted)
            GiveNext();
        History.Asked.AddRange(Asked);
        return task.GetAwaiter().GetResult();
    }

    public void Dispose() => _answers.Dispose();

    protected virtual RecordingContext MakeInner(string id) => new(id, activities, time);

    protected virtual Task<TOutput> RunAsync<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input) =>
        activities.RunAsync(activity, input, CancellationToken.None);

    protected override void Start<TInput, TOutput>(int question, Activity<TInput, TOutput> activity, TInput input)
    {
        _running++;
        _ = Task.Run(async () =>
        {
            try
            {
                _answers.Add((question, await RunAsync(activity, input), null));
            }
            catch (ActivityFailedException error)
            {
                _answers.Add((question, null, error));
            }
        });
    }

    protected override void Start<TInput, TOutput>(
        int question, OrchestrationDefinition<TInput, TOutput> orchestration, TInput input, string instanceId)
    {
        _running++;
        _ = Task.Run(() =>
        {
            using var inner = MakeInner(instanceId);
            try
            {
                _answers.Add((question, inner.Run(orchestration, input), null));
            }
            catch (ActivityFailedException error)
            {
                _answers.Add((question, null, error));
            }
        });
    }

    protected override void Start(int question, DateTimeOffset timer)
    {
        if (!_timers.TryGetValue(timer, out var queue))
            _timers[timer] = queue = new Queue<int>();
        queue.Enqueue(question);
    }

    private void GiveNext()
    {
        // Time passes only when nothing runs, so that days of waiting take no time and never overtake an activity.
        if (_running == 0)
        {
            FireNextTimer();
            return;
        }

        var (question, value, failure) = _answers.Take();
        _running--;
        Record(question, value, failure);
    }

    private void FireNextTimer()
    {
        var (due, queue) = _timers.First();
        var question = queue.Dequeue();
        if (queue.Count == 0)
            _timers.Remove(due);
        time.AdvanceTo(due);
        Record(question, null, null);
    }

    private void Record(int question, object? value, ActivityFailedException? failure)
    {
        var answer = new OrchestrationHistory.Answer(question, Asked.Count, time.GetUtcNow(), value, failure);
        History.Answers.Add(answer);
        Give(answer);
    }
}
