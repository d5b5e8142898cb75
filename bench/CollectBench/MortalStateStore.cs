using System.Runtime.CompilerServices;
using Spotter.State;

namespace CollectBench;

/// <summary>The state as one life of the process sees it.</summary>
internal sealed class MortalStateStore(IStateStore store, ProcessLife life) : IStateStore
{
    public Task<StateRecord?> FindAsync(StateKey id, CancellationToken cancellationToken) =>
        LiveAsync(() => store.FindAsync(id, cancellationToken));

    public async IAsyncEnumerable<StateRecord> ListAsync(
        string partition, string from, string before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await life.LiveAsync();
        await foreach (var record in store.ListAsync(partition, from, before, cancellationToken))
        {
            await life.LiveAsync();
            yield return record;
        }
    }

    public async IAsyncEnumerable<string> ListPartitionsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await life.LiveAsync();
        await foreach (var partition in store.ListPartitionsAsync(cancellationToken))
            yield return partition;
    }

    public Task<bool> TryChangeAsync(string partition, IReadOnlyList<StateChange> changes, CancellationToken cancellationToken) =>
        LiveAsync(() => store.TryChangeAsync(partition, changes, cancellationToken));

    private async Task<T> LiveAsync<T>(Func<Task<T>> call)
    {
        await life.LiveAsync();
        T result;
        using (life.Begin())
            result = await call();
        await life.LiveAsync();
        return result;
    }
}
