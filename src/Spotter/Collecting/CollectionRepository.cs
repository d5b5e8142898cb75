using Spotter.Accounts;
using Spotter.State;

namespace Spotter.Collecting;

/// <summary>Keeps how far collections have come, so that the same command goes on with them.</summary>
public sealed class CollectionRepository(IStateStore store)
{
    /// <summary>How far an account has come; null where the collection never came to it, or what is kept of it cannot be read.</summary>
    /// <param name="collection">The collection's name.</param>
    /// <param name="account">The account.</param>
    /// <param name="damaged">Told where it cannot be read: the account begins anew.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<CollectedAccount?> FindAsync(
        string collection, AccountId account, Action<RecordException> damaged, CancellationToken cancellationToken)
    {
        try
        {
            return (await store.FindAsync(IdOf(collection, account), CollectionJson.Default.CollectedAccount, cancellationToken))?.Value;
        }
        catch (RecordException error)
        {
            damaged(error);
            return null;
        }
    }

    /// <summary>Keeps how far an account has come.</summary>
    public Task SaveAsync(string collection, CollectedAccount account, CancellationToken cancellationToken)
    {
        var id = IdOf(collection, account.Account);
        return store.TryChangeAsync(
            id.Partition, [StateChange.Put(id.Key, account, CollectionJson.Default.CollectedAccount)], cancellationToken);
    }

    private static StateKey IdOf(string collection, AccountId account) => new($"collection/{collection}", account.ToString());
}
