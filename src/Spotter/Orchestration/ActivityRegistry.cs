using Microsoft.Extensions.Logging;

namespace Spotter.Orchestration;

/// <summary>Finds the body of an activity by its name, for hosts that run activities in their own process.</summary>
public sealed partial class ActivityRegistry(ILogger<ActivityRegistry> logger)
{
    private readonly Dictionary<string, Delegate> _bodies = [];

    /// <summary>Adds an activity.</summary>
    /// <exception cref="ArgumentException">There is one of that name.</exception>
    public void Add<TSelf, TInput, TOutput>(IActivity<TSelf, TInput, TOutput> activity) where TSelf : IActivity<TSelf, TInput, TOutput> =>
        _bodies.Add(TSelf.Definition.Name, activity.RunAsync);

    /// <summary>Runs an activity.</summary>
    /// <exception cref="ActivityFailedException">The body threw.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<TOutput> RunAsync<TInput, TOutput>(
        Activity<TInput, TOutput> activity, TInput input, CancellationToken cancellationToken)
    {
        var body = (Func<TInput, CancellationToken, Task<TOutput>>)_bodies[activity.Name];
        try
        {
            return await body(input, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogFailure(activity.Name, error.GetType(), error.StackTrace);
            throw new ActivityFailedException(activity.Name, error.Message);
        }
    }

    [LoggerMessage(LogLevel.Debug, "{Activity} failed with {Error}: {Trace}")]
    private partial void LogFailure(string activity, Type error, string? trace);
}
