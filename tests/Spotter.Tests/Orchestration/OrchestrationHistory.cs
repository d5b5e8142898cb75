using Spotter.Orchestration;

namespace Spotter.Tests.Orchestration;

/// <summary>What an orchestration asked for, and in which order the answers came.</summary>
internal sealed class OrchestrationHistory
{
    /// <summary>What was asked for, in order: kind, name and input.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>The answers, in the order they came.</summary>
    public List<Answer> Answers { get; } = [];

    /// <summary>Runs the orchestration again from each of its awaits; it must ask for the same things in the same order.</summary>
    /// <returns>How many replays there were.</returns>
    public int ReplayFromEachAwait<TInput, TOutput>(
        OrchestrationDefinition<TInput, TOutput> orchestration, TInput input, string instanceId, DateTimeOffset startedAt)
    {
        for (var known = 0; known <= Answers.Count; known++)
        {
            var replay = new ReplayContext(instanceId, startedAt);
            var task = orchestration.RunAsync(replay, input);
            foreach (var answer in Answers.Take(known))
                replay.Give(answer);

            var expected = known == 0 ? Answers[0].AskedBefore : known == Answers.Count ? Asked.Count : Answers[known].AskedBefore;
            Assert.Equal(Asked.Take(expected), replay.Asked);
            Assert.Equal(known == Answers.Count, task.IsCompleted);
        }

        return Answers.Count + 1;
    }

    /// <param name="Question">The index in <see cref="Asked"/>.</param>
    /// <param name="AskedBefore">How many questions had been asked when it came.</param>
    /// <param name="At">The orchestration's time from then on.</param>
    /// <param name="Value">The result; null for a timer or a failure.</param>
    /// <param name="Failure">The failure; null for a result.</param>
    public sealed record Answer(int Question, int AskedBefore, DateTimeOffset At, object? Value, ActivityFailedException? Failure);
}
