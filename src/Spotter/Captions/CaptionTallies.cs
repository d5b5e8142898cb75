using Spotter.Accounts;
using Spotter.State;

namespace Spotter.Captions;

/// <summary>Keeps what the captions of accounts say, each in its account's partition.</summary>
public sealed class CaptionTallies(IStateStore store)
{
    private const string Key = "captions";

    /// <summary>What was counted of an account; null where nothing was.</summary>
    /// <exception cref="RecordException">The record cannot be read.</exception>
    public Task<Versioned<CaptionTally>?> FindAsync(AccountId account, CancellationToken cancellationToken) =>
        store.FindAsync(new StateKey(account.ToString(), Key), TallyJson.Default.CaptionTally, cancellationToken);

    /// <summary>What an account's captions say; null where that is not known, or cannot be read.</summary>
    public async Task<KeptPrediction?> FindPredictionAsync(AccountId account, CancellationToken cancellationToken)
    {
        try
        {
            return (await FindAsync(account, cancellationToken))?.Value.Prediction;
        }
        catch (RecordException)
        {
            // The next scan counts anew.
            return null;
        }
    }

    /// <summary>Keeps what was counted; false where somebody else did meanwhile.</summary>
    /// <param name="account">The account.</param>
    /// <param name="read">What was read before; null where there was nothing.</param>
    /// <param name="tally">What there is now.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<bool> TrySaveAsync(
        AccountId account, Versioned<CaptionTally>? read, CaptionTally tally, CancellationToken cancellationToken) =>
        store.TryChangeAsync(
            account.ToString(), [StateChange.Save(Key, tally, TallyJson.Default.CaptionTally, read)], cancellationToken);

    /// <summary>Forgets what was counted of an account, also where that cannot be read.</summary>
    public Task ForgetAsync(AccountId account, CancellationToken cancellationToken) =>
        store.TryChangeAsync(account.ToString(), [StateChange.Delete(Key)], cancellationToken);
}
