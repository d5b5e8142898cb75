namespace Spotter.Orchestration;

/// <summary>
/// The body of an activity: it may read clocks, stores and networks. It must be idempotent by the keys in its input, since a crash repeats
/// it.
/// </summary>
/// <typeparam name="TSelf">The implementing class.</typeparam>
/// <typeparam name="TInput">Keys, not data.</typeparam>
/// <typeparam name="TOutput">Keys, not data.</typeparam>
public interface IActivity<TSelf, TInput, TOutput> where TSelf : IActivity<TSelf, TInput, TOutput>
{
    /// <summary>What orchestrations call it by.</summary>
    static abstract Activity<TInput, TOutput> Definition { get; }

    /// <summary>Does the work.</summary>
    Task<TOutput> RunAsync(TInput input, CancellationToken cancellationToken);
}
