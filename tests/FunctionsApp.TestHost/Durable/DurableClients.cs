using System.Collections.Concurrent;

namespace Spotter.FunctionsApp.TestHost.Durable;

/// <summary>
/// The client bindings of the app's functions, as the Durable extension made them: they tell the worker where the engine listens.
/// </summary>
public sealed class DurableClients
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _clients = new();

    /// <summary>Keeps a function's.</summary>
    public void Keep(string function, string client) => Of(function).TrySetResult(client);

    /// <summary>A function's, as soon as it is there: an activity that an earlier host left over may be called before.</summary>
    public Task<string> GetAsync(string function) => Of(function).Task;

    private TaskCompletionSource<string> Of(string function) =>
        _clients.GetOrAdd(function, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
