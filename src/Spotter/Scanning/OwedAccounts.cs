using Spotter.State;
using Spotter.Watching;

namespace Spotter.Scanning;

/// <summary>Keeps which accounts owe something before their schedule has them scanned: an outage of an hour costs an hour and not a day.</summary>
public sealed class OwedAccounts(IStateStore store)
{
    private const string Partition = "owed";

    /// <summary>Says when an account is to be scanned; null where it owes nothing at a time.</summary>
    public Task SetAsync(AccountId account, DateTimeOffset? dueAt, CancellationToken cancellationToken) => store.TryChangeAsync(
        Partition,
        [
            dueAt is { } at
                ? StateChange.Put(account.ToString(), new OwedMarker(at), SpotterJsonContext.Default.OwedMarker)
                : StateChange.Delete(account.ToString()),
        ],
        cancellationToken);

    /// <summary>Finds the accounts that are due, with the times they were due at.</summary>
    /// <param name="source">Of this source alone; null for all.</param>
    /// <param name="until">By this time.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<IReadOnlyDictionary<AccountId, DateTimeOffset>> FindDueAsync(string? source, DateTimeOffset until, CancellationToken cancellationToken) =>
        await store.ListByPrefixAsync(Partition, source is null ? "" : $"{source}:", after: null, SpotterJsonContext.Default.OwedMarker, static _ => { }, cancellationToken)
            .Where(marker => marker.Value.DueAt <= until)
            .ToDictionaryAsync(marker => AccountId.Parse(marker.Id.Key), marker => marker.Value.DueAt, cancellationToken: cancellationToken);
}
