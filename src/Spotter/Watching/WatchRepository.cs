using Spotter.Accounts;
using Spotter.State;

namespace Spotter.Watching;

/// <summary>Keeps the watches.</summary>
public sealed class WatchRepository(IStateStore store)
{
    private const string Partition = "watches";
    private const string SavedPartition = "saved-watches";

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
    public async Task<Watch?> UpdateAsync(AccountId account, Func<Watch, Watch?> change, CancellationToken cancellationToken) =>
        await store.UpdateAsync(Key(account), WatchJson.Default.Watch, watch => watch is null ? null : change(watch), cancellationToken);

    /// <summary>
    /// Changes a watch so that this can be taken back, whether or not it is paused meanwhile; null where the account is not watched.
    /// </summary>
    public async Task<Watch?> SaveAsync(AccountId account, Func<Watch, Watch> change, CancellationToken cancellationToken)
    {
        Watch? before = null;
        var after = await UpdateAsync(account, watch => change(before = watch), cancellationToken);
        if (after is not null)
            await store.TryChangeAsync(
                SavedPartition,
                [StateChange.Put(account.ToString(), new SavedWatch(before!, after), WatchJson.Default.SavedWatch)],
                cancellationToken);
        return after;
    }

    /// <summary>True where the last <see cref="SaveAsync"/> can be taken back.</summary>
    public async Task<bool> CanUndoAsync(AccountId account, CancellationToken cancellationToken) =>
        await FindSavedAsync(account, cancellationToken) is { } saved
        && await FindAsync(account, cancellationToken) is { } watch
        && saved.IsPresent(watch);

    /// <summary>Takes the last <see cref="SaveAsync"/> back.</summary>
    /// <returns>False, and nothing is changed, where the watch was changed again since; null where the account is not watched.</returns>
    /// <exception cref="RecordException">The watch cannot be read.</exception>
    public async Task<bool?> UndoAsync(AccountId account, CancellationToken cancellationToken)
    {
        var saved = await FindSavedAsync(account, cancellationToken);
        var isWatched = false;
        var undone = await UpdateAsync(
            account,
            watch =>
            {
                isWatched = true;
                return saved?.IsPresent(watch) == true ? saved.BackFrom(watch) : null;
            },
            cancellationToken);
        if (undone is not null)
            await store.TryChangeAsync(SavedPartition, [StateChange.Delete(account.ToString())], cancellationToken);
        return isWatched ? undone is not null : null;
    }

    // What cannot be read cannot be taken back.
    private async Task<SavedWatch?> FindSavedAsync(AccountId account, CancellationToken cancellationToken)
    {
        try
        {
            var id = new StateKey(SavedPartition, account.ToString());
            return (await store.FindAsync(id, WatchJson.Default.SavedWatch, cancellationToken))?.Value;
        }
        catch (RecordException)
        {
            return null;
        }
    }

    /// <summary>Removes a watch; false where there was none. The account's posts and pictures stay.</summary>
    public async Task<bool> RemoveAsync(AccountId account, CancellationToken cancellationToken)
    {
        if (!await IsWatchedAsync(account, cancellationToken))
            return false;

        await store.TryChangeAsync(SavedPartition, [StateChange.Delete(account.ToString())], cancellationToken);
        return await store.TryChangeAsync(Partition, [StateChange.Delete(account.ToString())], cancellationToken);
    }

    private static RecordException WithRemedy(RecordException error) =>
        new(error.Id, $"{error.Id.Key} is not scanned. {error.Message} Or remove the account and add it again: its posts stay.", error);

    private static StateKey Key(AccountId account) => new(Partition, account.ToString());
}
