using Spotter.Accounts;
using Spotter.State;

namespace Spotter.Scanning;

/// <summary>Lets one scan of an account run at a time, among all hosts that share the state.</summary>
public sealed class AccountLeases(IStateStore store, ILeaseOwners owners, TimeProvider time)
{
    // Longer than the work on one page of posts.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(30);

    /// <summary>Takes an account's lease, or makes it last longer where this orchestration has it.</summary>
    /// <param name="account">The account.</param>
    /// <param name="instanceId">The orchestration of this host that asks.</param>
    /// <param name="until">It lasts half an hour beyond this time.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Where the account's scans stand; null where another scan that may be alive has the lease.</returns>
    public Task<ScanProgress?> TakeAsync(AccountId account, string instanceId, DateTimeOffset until, CancellationToken cancellationToken) =>
        TakeAsync(account, new AccountLease(owners.NameOf(instanceId), until + Margin), cancellationToken);

    /// <summary>Makes an account's lease last over a wait, and says what for.</summary>
    /// <returns>False where another scan that may be alive has it.</returns>
    public async Task<bool> HoldAsync(
        AccountId account, string instanceId, DateTimeOffset until, string? reason, CancellationToken cancellationToken) =>
        await TakeAsync(account, new AccountLease(owners.NameOf(instanceId), until + Margin, reason, until), cancellationToken) is not null;

    /// <summary>What the scan of an account waits for, and until when; null where it does not wait.</summary>
    public (string Reason, DateTimeOffset Until)? FindWait(ScanProgress progress) =>
        progress.Lease is { WaitsFor: { } reason, WaitsUntil: { } until } lease && until > time.GetUtcNow() && !IsFree(lease, owner: "")
            ? (reason, until)
            : null;

    private async Task<ScanProgress?> TakeAsync(AccountId account, AccountLease mine, CancellationToken cancellationToken)
    {
        var (progress, held) = await TakeAsync(account, mine, ended: null, cancellationToken);
        if (held is null)
            return progress;

        return await owners.IsGoneAsync(held.Owner, cancellationToken)
            ? (await TakeAsync(account, mine, ended: held, cancellationToken)).Progress
            : null;
    }

    /// <summary>Makes sure that this orchestration still has the lease, and that it lasts for another page.</summary>
    /// <returns>Where the account's scans stand.</returns>
    /// <exception cref="StateException">Another host has it.</exception>
    public async Task<Versioned<ScanProgress>> RenewAsync(AccountId account, string instanceId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var present = await FindAsync(account, cancellationToken);
        if (present?.Value.Lease is { } lease && lease.Owner == owners.NameOf(instanceId) && lease.Until > now + (Margin / 2))
            return present;

        return await TakeAsync(account, instanceId, now, cancellationToken) is null
            ? throw TakenOver(account)
            : (await FindAsync(account, cancellationToken))!;
    }

    /// <summary>Who has an account's lease; null where it is free.</summary>
    public async Task<string?> FindOwnerAsync(AccountId account, CancellationToken cancellationToken)
    {
        var lease = (await FindAsync(account, cancellationToken))?.Value.Lease;
        if (IsFree(lease, owner: ""))
            return null;

        var owner = lease!.Owner;
        return await owners.IsGoneAsync(owner, cancellationToken) ? null : owner;
    }

    /// <summary>Gives the lease back, for whoever writes this; one that the orchestration does not have is left alone.</summary>
    public ScanProgress Release(ScanProgress progress, string instanceId) =>
        progress.Lease is { } lease && lease.Owner == owners.NameOf(instanceId)
            ? progress with { Lease = lease with { Until = DateTimeOffset.MinValue } }
            : progress;

    /// <summary>What is told where a scan finds that it lost its lease.</summary>
    public static StateException TakenOver(AccountId account) =>
        new($"Another host has taken over the scan of {account}. Nothing is lost: it goes on there.");

    // An instance of the owner's id may begin again while it is asked about: only the very lease that was asked about is taken over.
    private async Task<(ScanProgress? Progress, AccountLease? InTheWay)> TakeAsync(
        AccountId account, AccountLease mine, AccountLease? ended, CancellationToken cancellationToken)
    {
        AccountLease? inTheWay = null;
        var taken = await store.UpdateAsync(
            ScanRepository.ProgressOf(account),
            ScanJson.Default.ScanProgress,
            progress =>
            {
                var present = progress?.Lease;
                inTheWay = IsFree(present, mine.Owner) || present == ended ? null : present;
                return inTheWay is null ? (progress ?? new ScanProgress()) with { Lease = Longer(present, mine) } : null;
            },
            cancellationToken);
        return (taken, inTheWay);
    }

    // Posts of one scan wait side by side: a short wait must not take from a long one.
    private static AccountLease Longer(AccountLease? present, AccountLease mine) =>
        present?.Owner == mine.Owner && present.Until > mine.Until ? present : mine;

    private Task<Versioned<ScanProgress>?> FindAsync(AccountId account, CancellationToken cancellationToken) =>
        store.FindAsync(ScanRepository.ProgressOf(account), ScanJson.Default.ScanProgress, cancellationToken);

    private bool IsFree(AccountLease? lease, string owner) => lease is null || lease.Owner == owner || lease.Until <= time.GetUtcNow();
}
