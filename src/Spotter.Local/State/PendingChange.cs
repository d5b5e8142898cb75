using Spotter.State;

namespace Spotter.Local.State;

/// <summary>Changes that wait for the writer.</summary>
internal sealed record PendingChange(string Partition, IReadOnlyList<StateChange> Changes)
{
    private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True once the changes are committed, false where a condition did not hold.</summary>
    public Task<bool> Done => _done.Task;

    public void Succeed(bool held) => _done.TrySetResult(held);

    public void Fail(Exception error) => _done.TrySetException(error);
}
