using Spotter.FunctionsApp.TestHost.Published;
using Spotter.FunctionsApp.TestHost.Worker.Messages;

namespace Spotter.FunctionsApp.TestHost.Worker;

/// <summary>A call of a function.</summary>
/// <param name="Function">Which one.</param>
/// <param name="Trigger">What the trigger carries.</param>
/// <param name="Client">The binding of its durable client; null where it takes none.</param>
internal sealed record Invocation(PublishedFunction Function, TypedData Trigger, string? Client = null)
{
    private readonly TaskCompletionSource<InvocationResponse> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id { get; } = Guid.NewGuid().ToString();

    /// <summary>Route values, as text.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public Task<InvocationResponse> Answer => _answer.Task;

    public void Complete(InvocationResponse answer) => _answer.TrySetResult(answer);

    public void Fail(Exception error) => _answer.TrySetException(error);
}
