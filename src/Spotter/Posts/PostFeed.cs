using System.Runtime.CompilerServices;
using Spotter.State;

namespace Spotter.Posts;

/// <summary>The settled posts of all accounts by time, without asking each account. One that is owed is found with its account.</summary>
public sealed class PostFeed(IStateStore store, FeedFiller filler)
{
    /// <summary>Lists posts, the newest first.</summary>
    /// <param name="cursor">The <see cref="FeedPage.Next"/> of the part before; null for the newest posts.</param>
    /// <param name="limit">At most so many, 1 or more.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="FormatException">The cursor is none.</exception>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<FeedPage> ListAsync(string? cursor, int limit, CancellationToken cancellationToken)
    {
        var place = FeedKeys.ReadCursor(cursor);
        await filler.FillAsync(cancellationToken);
        var entries = await ListAsync(place.Month, place.Key, cancellationToken).Take(limit + 1).ToListAsync(cancellationToken);
        return entries.Count <= limit
            ? new FeedPage(entries, Next: null)
            : new FeedPage(entries[..limit], entries[limit - 1].Place);
    }

    private async IAsyncEnumerable<FeedEntry> ListAsync(
        string? newest, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var months = await ListMonthsAsync(cancellationToken);
        foreach (var month in months.Where(month => newest is null || string.CompareOrdinal(month, newest) <= 0))
        {
            var from = month == newest ? after : null;
            var entries = store.ListByPrefixAsync(
                FeedKeys.PartitionOf(month), "", from, PostJson.Default.FeedEntry, static _ => { }, cancellationToken);
            await foreach (var entry in entries)
                yield return entry.Value;
        }
    }

    private async Task<IReadOnlyList<string>> ListMonthsAsync(CancellationToken cancellationToken)
    {
        var months = await store.ListAsync(FeedKeys.Partition, FeedKeys.MonthPrefix, FeedKeys.MonthPrefix + "~", cancellationToken)
            .Select(record => record.Id.Key[FeedKeys.MonthPrefix.Length..])
            .ToListAsync(cancellationToken);
        months.Reverse();
        return months;
    }
}
