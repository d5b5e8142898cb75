using Spotter.Accounts;
using Spotter.State;

namespace Spotter.Watching;

/// <summary>Keeps the watches.</summary>
public sealed class WatchRepository(IStateStore store)
{
    private const string Partition = "watches";

    /// <summary>The watch of an account; null where it is not watched.</summary>
    public async Task<Watch?> FindAsync(AccountId account, CancellationToken cancellationToken) =>
        (await store.FindAsync(Key(account), WatchJson.Default.Watch, cancellationToken))?.Value;

    /// <summary>True where an account is watched, even where its watch cannot be read.</summary>
    public async Task<bool> IsWatchedAsync(AccountId account, CancellationToken cancellationToken) =>
        await store.FindAsync(Key(account), cancellationToken) is not null;

    /// <summary>
    /// All watches that can be read, in the order of their accounts. One that cannot must not keep the others from being scanned.
    /// </summary>
    /// <param name="tellUnreadable">Is told of each that cannot be read.</param>
    public IAsyncEnumerable<Watch> ListAsync(Action<RecordException> tellUnreadable, CancellationToken cancellationToken) =>
        store
            .ListByPrefixAsync(
                Partition,
                "",
                after: null,
                WatchJson.Default.Watch,
                error => tellUnreadable(WithRemedy(error)),
                cancellationToken
            )
            .Select(watch => watch.Value);

    /// <summary>The same, of a source's accounts after the given one; of all its accounts where it is null.</summary>
    public IAsyncEnumerable<Watch> ListAsync(
        string source,
        string? after,
        Action<RecordException> tellUnreadable,
        CancellationToken cancellationToken
    ) =>
        store
            .ListByPrefixAsync(
                Partition,
                $"{source}:",
                after,
                WatchJson.Default.Watch,
                error => tellUnreadable(WithRemedy(error)),
                cancellationToken
            )
            .Select(watch => watch.Value);

    /// <summary>All watched accounts in their order, also those whose watch cannot be read, from the given one on.</summary>
    public IAsyncEnumerable<AccountId> ListAccountsAsync(string? from, CancellationToken cancellationToken) =>
        store.ListAsync(Partition, from ?? " ", "~", cancellationToken).Select(record => AccountId.Parse(record.Id.Key));

    /// <summary>Adds a watch; false where the account is watched already.</summary>
    public Task<bool> TryAddAsync(Watch watch, CancellationToken cancellationToken) =>
        store.TryChangeAsync(Partition, [StateChange.Add(watch.Account.ToString(), watch, WatchJson.Default.Watch)], cancellationToken);

    /// <summary>Changes a watch; null where the account is not watched.</summary>
    public async Task<Watch?> UpdateAsync(AccountId account, Func<Watch, Watch> change, CancellationToken cancellationToken) =>
        await store.UpdateAsync(Key(account), WatchJson.Default.Watch, watch => watch is null ? null : change(watch), cancellationToken);

    /// <summary>Removes a watch; false where there was none. The account's posts and pictures stay.</summary>
    public async Task<bool> RemoveAsync(AccountId account, CancellationToken cancellationToken)
    {
        if (!await IsWatchedAsync(account, cancellationToken))
            return false;

        return await store.TryChangeAsync(Partition, [StateChange.Delete(account.ToString())], cancellationToken);
    }

    private static RecordException WithRemedy(RecordException error) =>
        new(error.Id, $"{error.Id.Key} is not scanned. {error.Message} Or remove the account and add it again: its posts stay.", error);

    private static StateKey Key(AccountId account) => new(Partition, account.ToString());
}
