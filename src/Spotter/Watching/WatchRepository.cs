using System.Runtime.CompilerServices;
using Spotter.State;

namespace Spotter.Watching;

/// <summary>Keeps the watches.</summary>
public sealed class WatchRepository(IStateStore store)
{
    private const string Partition = "watches";

    /// <summary>The watch of an account; null where it is not watched.</summary>
    public async Task<Watch?> FindAsync(AccountId account, CancellationToken cancellationToken) =>
        (await store.FindAsync(Key(account), SpotterJsonContext.Default.Watch, cancellationToken))?.Value;

    /// <summary>All watches, in the order of their accounts.</summary>
    public async IAsyncEnumerable<Watch> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var watch in store.ListByPrefixAsync(Partition, "", SpotterJsonContext.Default.Watch, cancellationToken))
            yield return watch.Value;
    }

    /// <summary>The watches of a source's accounts after the given one, in their order; all of that source where it is null.</summary>
    public async IAsyncEnumerable<Watch> ListAsync(string source, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var watch in store.ListByPrefixAsync(Partition, $"{source}:", after, SpotterJsonContext.Default.Watch, cancellationToken))
            yield return watch.Value;
    }

    /// <summary>Adds a watch; false where the account is watched already.</summary>
    public Task<bool> TryAddAsync(Watch watch, CancellationToken cancellationToken) =>
        store.TryChangeAsync(Partition, [StateChange.Add(watch.Account.ToString(), watch, SpotterJsonContext.Default.Watch)], cancellationToken);

    /// <summary>Changes a watch; null where the account is not watched.</summary>
    public async Task<Watch?> UpdateAsync(AccountId account, Func<Watch, Watch> change, CancellationToken cancellationToken) =>
        await store.UpdateAsync(Key(account), SpotterJsonContext.Default.Watch, watch => watch is null ? null : change(watch), cancellationToken);

    /// <summary>Removes a watch; false where there was none. The account's posts and pictures stay.</summary>
    public async Task<bool> RemoveAsync(AccountId account, CancellationToken cancellationToken)
    {
        if (await FindAsync(account, cancellationToken) is null)
            return false;

        return await store.TryChangeAsync(Partition, [StateChange.Delete(account.ToString())], cancellationToken);
    }

    private static StateKey Key(AccountId account) => new(Partition, account.ToString());
}
