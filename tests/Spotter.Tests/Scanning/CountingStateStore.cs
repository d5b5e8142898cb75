using System.Runtime.CompilerServices;
using Spotter.State;

namespace Spotter.Tests.Scanning;

/// <summary>
/// Counts what is asked of a state store: on Azure each point read, page of a range and group of changes is one paid operation.
/// </summary>
internal sealed class CountingStateStore(IStateStore inner) : IStateStore
{
    private int _reads;
    private int _ranges;
    private int _changes;

    public int Reads => _reads;

    public int Ranges => _ranges;

    public int Changes => _changes;

    /// <summary>While set, every call fails with it.</summary>
    public StateException? Problem { get; set; }

    /// <summary>Happens after each group of changes, before whoever made it learns of it.</summary>
    public Action<IReadOnlyList<StateChange>> Changed { get; set; } = _ => { };

    public Task<StateRecord?> FindAsync(StateKey id, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        RequireUp();
        return inner.FindAsync(id, cancellationToken);
    }

    public IAsyncEnumerable<string> ListPartitionsAsync(CancellationToken cancellationToken) =>
        inner.ListPartitionsAsync(cancellationToken);

    public async IAsyncEnumerable<StateRecord> ListAsync(
        string partition, string from, string before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _ranges);
        RequireUp();
        await foreach (var record in inner.ListAsync(partition, from, before, cancellationToken))
            yield return record;
    }

    public async Task<bool> TryChangeAsync(string partition, IReadOnlyList<StateChange> changes, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _changes);
        RequireUp();
        var changed = await inner.TryChangeAsync(partition, changes, cancellationToken);
        Changed(changes);
        return changed;
    }

    private void RequireUp()
    {
        if (Problem is not null)
            throw Problem;
    }
}
