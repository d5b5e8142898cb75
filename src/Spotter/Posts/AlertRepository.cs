using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.State;

namespace Spotter.Posts;

/// <summary>Keeps an account's alerts, beside the posts that they are about.</summary>
public sealed class AlertRepository(IStateStore store)
{
    private const string Prefix = "alert/";

    /// <summary>Reads an alert that must be there.</summary>
    /// <exception cref="RecordException">It is gone or cannot be read.</exception>
    public async Task<Versioned<AlertRecord>> GetAsync(AlertTask alert, CancellationToken cancellationToken)
    {
        var id = new StateKey(alert.Account.ToString(), KeyOf(alert.PostKey, alert.AlertId));
        return await store.FindAsync(id, AlertJson.Default.AlertRecord, cancellationToken) ?? throw new RecordException(
            id, $"Alert {alert.AlertId} of {alert.Account} is gone from the state.");
    }

    /// <summary>Lists an account's alerts, those of newer posts first.</summary>
    /// <exception cref="RecordException">One cannot be read.</exception>
    public IAsyncEnumerable<AlertRecord> ListAsync(AccountId account, CancellationToken cancellationToken) => store
        .ListByPrefixAsync(account.ToString(), Prefix, AlertJson.Default.AlertRecord, cancellationToken)
        .Select(alert => alert.Value);

    /// <summary>Lists a post's alerts.</summary>
    /// <exception cref="RecordException">One cannot be read.</exception>
    public IAsyncEnumerable<AlertRecord> ListAsync(AccountId account, string postKey, CancellationToken cancellationToken) =>
        ListAsync(account, postKey, error => throw error, cancellationToken);

    /// <summary>The same without those that cannot be read: <paramref name="tellUnreadable"/> is told of each.</summary>
    public IAsyncEnumerable<AlertRecord> ListAsync(
        AccountId account, string postKey, Action<RecordException> tellUnreadable, CancellationToken cancellationToken) =>
        ListOfPost(account, postKey, tellUnreadable, cancellationToken).Select(alert => alert.Value);

    /// <summary>Lists those of a post's alerts that can be read and are not settled.</summary>
    public IAsyncEnumerable<Versioned<AlertRecord>> ListUnsentAsync(PostTask post, CancellationToken cancellationToken) =>
        ListOfPost(post.Account, post.PostKey, static _ => { }, cancellationToken).Where(alert => !alert.Value.IsSettled);

    /// <summary>Lists those of an account's alerts that can be read and were given up.</summary>
    public IAsyncEnumerable<Versioned<AlertRecord>> ListFailedAsync(AccountId account, CancellationToken cancellationToken) => store
        .ListByPrefixAsync(
            account.ToString(), Prefix, after: null, AlertJson.Default.AlertRecord, static _ => { }, cancellationToken)
        .Where(alert => alert.Value.Stage == AlertStage.Failed);

    /// <summary>Replaces an alert.</summary>
    /// <exception cref="StateException">Another host changed the alert meanwhile.</exception>
    public async Task SaveAsync(AccountId account, AlertRecord alert, string version, CancellationToken cancellationToken)
    {
        var change = StateChange.Replace(KeyOf(alert), alert, AlertJson.Default.AlertRecord, version);
        if (!await store.TryChangeAsync(account.ToString(), [change], cancellationToken))
            throw new StateException($"Another host changed an alert of {account} at the same time. The next scan goes on with it.");
    }

    /// <summary>The change that records a new alert, to be made with that of its post.</summary>
    internal static StateChange ToAdd(AlertRecord alert) => StateChange.Add(KeyOf(alert), alert, AlertJson.Default.AlertRecord);

    // A post's id may hold a slash, so that the prefix alone could also fit another post.
    private IAsyncEnumerable<Versioned<AlertRecord>> ListOfPost(
        AccountId account, string postKey, Action<RecordException> tellUnreadable, CancellationToken cancellationToken) => store
        .ListByPrefixAsync(
            account.ToString(), KeyOf(postKey, ""), after: null, AlertJson.Default.AlertRecord, tellUnreadable, cancellationToken)
        .Where(alert => alert.Value.PostKey == postKey);

    private static string KeyOf(AlertRecord alert) => KeyOf(alert.PostKey, alert.Message.Id);

    private static string KeyOf(string postKey, string alertId) => $"{Prefix}{postKey}/{alertId}";
}
