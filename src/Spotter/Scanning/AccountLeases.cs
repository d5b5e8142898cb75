using Spotter.Accounts;
using Spotter.State;

namespace Spotter.Scanning;

/// <summary>Lets one scan of an account run at a time, among all hosts that share the state.</summary>
public sealed class AccountLeases(IStateStore store, ILeaseOwners owners, TimeProvider time)
{
    private const string Key = "lease";

    // Longer than the work on one page of posts.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(30);

    /// <summary>Takes an account's lease, or makes it last longer where this orchestration has it.</summary>
    /// <param name="account">The account.</param>
    /// <param name="instanceId">The orchestration of this host that asks.</param>
    /// <param name="until">It lasts half an hour beyond this time.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>False where another scan that may be alive has it.</returns>
    public Task<bool> TryTakeAsync(AccountId account, string instanceId, DateTimeOffset until, CancellationToken cancellationToken) =>
        TryTakeAsync(account, new AccountLease(owners.NameOf(instanceId), until + Margin), cancellationToken);

    /// <summary>Makes an account's lease last over a wait, and says what for.</summary>
    /// <returns>False where another scan that may be alive has it.</returns>
    public Task<bool> HoldAsync(AccountId account, string instanceId, DateTimeOffset until, string? reason, CancellationToken cancellationToken) =>
        TryTakeAsync(account, new AccountLease(owners.NameOf(instanceId), until + Margin, reason, until), cancellationToken);

    /// <summary>What the scan of an account waits for, and until when; null where it does not wait.</summary>
    public async Task<(string Reason, DateTimeOffset Until)?> FindWaitAsync(AccountId account, CancellationToken cancellationToken)
    {
        var lease = (await store.FindAsync(IdOf(account), ScanJson.Default.AccountLease, cancellationToken))?.Value;
        return lease is { WaitsFor: { } reason, WaitsUntil: { } until } && until > time.GetUtcNow() && !IsFree(lease, owner: "") ? (reason, until) : null;
    }

    private async Task<bool> TryTakeAsync(AccountId account, AccountLease mine, CancellationToken cancellationToken)
    {
        if (await TakeAsync(account, mine, ended: null, cancellationToken) is not { } held)
            return true;

        return await owners.IsGoneAsync(held.Owner, cancellationToken) && await TakeAsync(account, mine, ended: held, cancellationToken) is null;
    }

    /// <summary>Makes sure that this orchestration still has the lease, and that it lasts for another page.</summary>
    /// <exception cref="StateException">Another host has it.</exception>
    public async Task RenewAsync(AccountId account, string instanceId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var present = await store.FindAsync(IdOf(account), ScanJson.Default.AccountLease, cancellationToken);
        if (present?.Value.Owner == owners.NameOf(instanceId) && present.Value.Until > now + (Margin / 2))
            return;

        if (!await TryTakeAsync(account, instanceId, now, cancellationToken))
            throw new StateException($"Another host has taken over the scan of {account}. Nothing is lost: it goes on there.");
    }

    /// <summary>Who has an account's lease; null where it is free.</summary>
    public async Task<string?> FindOwnerAsync(AccountId account, CancellationToken cancellationToken)
    {
        var lease = await store.FindAsync(IdOf(account), ScanJson.Default.AccountLease, cancellationToken);
        if (IsFree(lease?.Value, owner: ""))
            return null;

        var owner = lease!.Value.Owner;
        return await owners.IsGoneAsync(owner, cancellationToken) ? null : owner;
    }

    /// <summary>Gives an account's lease back; one that this orchestration does not have is left alone.</summary>
    public Task ReleaseAsync(AccountId account, string instanceId, CancellationToken cancellationToken)
    {
        var owner = owners.NameOf(instanceId);
        return store.UpdateAsync(
            IdOf(account),
            ScanJson.Default.AccountLease,
            present => present?.Owner == owner ? present with { Until = DateTimeOffset.MinValue } : null,
            cancellationToken);
    }

    // An instance of the owner's id may begin again while it is asked about: only the very lease that was asked about is taken over.
    private async Task<AccountLease?> TakeAsync(AccountId account, AccountLease mine, AccountLease? ended, CancellationToken cancellationToken)
    {
        AccountLease? inTheWay = null;
        await store.UpdateAsync(
            IdOf(account),
            ScanJson.Default.AccountLease,
            present =>
            {
                inTheWay = IsFree(present, mine.Owner) || present == ended ? null : present;
                return inTheWay is null ? Longer(present, mine) : null;
            },
            cancellationToken);
        return inTheWay;
    }

    // Posts of one scan wait side by side: a short wait must not take from a long one.
    private static AccountLease Longer(AccountLease? present, AccountLease mine) => present?.Owner == mine.Owner && present.Until > mine.Until ? present : mine;

    private static StateKey IdOf(AccountId account) => new(account.ToString(), Key);

    private bool IsFree(AccountLease? lease, string owner) => lease is null || lease.Owner == owner || lease.Until <= time.GetUtcNow();
}
