using System.Collections.Concurrent;
using Spotter.Accounts;
using Spotter.State;

namespace Spotter.Posts;

/// <summary>
/// Writes settled posts into the feed of all accounts. It is done before the post itself is settled: a crash in between has it written
/// again, the same, and a post that is named too early is shown as far as it has come.
/// </summary>
public sealed class FeedWriter(IStateStore store)
{
    private readonly ConcurrentDictionary<string, bool> _months = [];

    /// <summary>Writes an account's posts; those that are there stay.</summary>
    /// <exception cref="StateException">The state cannot be written.</exception>
    public Task WriteAsync(AccountId account, IEnumerable<(string Key, PostRecord Post)> settled, CancellationToken cancellationToken) =>
        Task.WhenAll(settled
            .GroupBy(post => FeedKeys.MonthOf(post.Key))
            .Select(month => WriteAsync(account, month.Key, [.. month], cancellationToken)));

    private async Task WriteAsync(
        AccountId account, string month, IReadOnlyList<(string Key, PostRecord Post)> settled, CancellationToken cancellationToken)
    {
        await AddMonthAsync(month, cancellationToken);
        foreach (var changes in settled.Select(post => ChangeFor(account, post.Key, post.Post)).Chunk(IStateStore.MaxChanges))
            await store.TryChangeAsync(FeedKeys.PartitionOf(month), changes, cancellationToken);
    }

    // Whoever reads the feed has to know which months there are.
    private async Task AddMonthAsync(string month, CancellationToken cancellationToken)
    {
        if (_months.ContainsKey(month))
            return;

        var known = StateChange.Put(FeedKeys.MonthPrefix + month, "{}"u8.ToArray());
        await store.TryChangeAsync(FeedKeys.Partition, [known], cancellationToken);
        _months[month] = true;
    }

    private static StateChange ChangeFor(AccountId account, string postKey, PostRecord post) => StateChange.Put(
        FeedKeys.KeyOf(account, postKey),
        new FeedEntry(account, postKey, post.Pictures.SelectMany(picture => picture.Scores).MaxBy(score => score.Score)),
        PostJson.Default.FeedEntry);
}
