using Spotter.Accounts;
using Spotter.State;

namespace Spotter.Scanning;

/// <summary>
/// Keeps which accounts owe something before their schedule has them scanned: an outage of an hour costs an hour and not a day.
/// </summary>
public sealed class OwedAccounts(IStateStore store)
{
    private const string Partition = "owed";

    /// <summary>Says when an account is to be scanned; null where it owes nothing at a time.</summary>
    public async Task SetAsync(AccountId account, DateTimeOffset? dueAt, CancellationToken cancellationToken)
    {
        // Where the account's last scan stands may not tell what is marked: a scan may have died between the two.
        var id = new StateKey(Partition, account.ToString());
        var present = await store.FindAsync(id, ScanJson.Default.OwedMarker, cancellationToken);
        if (present?.Value.DueAt == dueAt)
            return;

        var change = dueAt is { } at
            ? StateChange.Put(id.Key, new OwedMarker(at), ScanJson.Default.OwedMarker)
            : StateChange.Delete(id.Key);
        await store.TryChangeAsync(Partition, [change], cancellationToken);
    }

    /// <summary>Finds the accounts that are due, with the times they were due at.</summary>
    /// <param name="source">Of this source alone; null for all.</param>
    /// <param name="until">By this time.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<IReadOnlyDictionary<AccountId, DateTimeOffset>> FindDueAsync(
        string? source, DateTimeOffset until, CancellationToken cancellationToken) =>
        await store.ListByPrefixAsync(
            Partition, source is null ? "" : $"{source}:", after: null, ScanJson.Default.OwedMarker, static _ => { }, cancellationToken)
            .Where(marker => marker.Value.DueAt <= until)
            .ToDictionaryAsync(
                marker => AccountId.Parse(marker.Id.Key), marker => marker.Value.DueAt, cancellationToken: cancellationToken);
}
