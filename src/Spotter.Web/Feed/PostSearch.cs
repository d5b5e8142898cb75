using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Spotter.Accounts;
using Spotter.Corrections;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.State;
using Spotter.Watching;

namespace Spotter.Web.Feed;

/// <summary>
/// Finds posts for a feed: along the feed of all accounts, along one account, or among those that wait. What has no order of its own
/// (words, scores) is looked for along these, a bounded number of posts at a time.
/// </summary>
internal sealed class PostSearch(
    PostFeed feed, PostRepository posts, AlertRepository alertRecords, PictureLabels labels, WatchRepository watches)
{
    /// <summary>How many posts a part has.</summary>
    public const int PageSize = 40;

    /// <summary>How many posts are looked at for one part.</summary>
    public const int MaxLooked = 1_000;

    /// <summary>Finds a part of a feed.</summary>
    /// <param name="filter">What it shows.</param>
    /// <param name="cursor">The <see cref="FoundPage.Next"/> of the part before; null for the newest.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <exception cref="FormatException">The cursor is none.</exception>
    /// <exception cref="StateException">The state cannot be read.</exception>
    public async Task<FoundPage> FindAsync(FeedFilter filter, string? cursor, CancellationToken cancellationToken)
    {
        var found = new List<FoundPost>();
        var looked = 0;
        await foreach (var places in ListAsync(filter, cursor, cancellationToken)
            .TakeWhile(place => PostKeys.Read(place.Key).PostedAt >= filter.From)
            .Chunk(PageSize)
            .WithCancellation(cancellationToken))
        {
            var read = await Task.WhenAll(places.Select(place => ReadAsync(place, cancellationToken)));
            found.AddRange(read.Where(filter.Fits));
            if (found.Count > PageSize)
                return new FoundPage(found[..PageSize], found[PageSize - 1].Place, LookedBackTo: null);

            looked += places.Length;
            if (looked >= MaxLooked)
                return new FoundPage(found, places[^1].Place, PostKeys.Read(places[^1].Key).PostedAt);
        }

        return new FoundPage(found, Next: null, LookedBackTo: null);
    }

    /// <summary>Reads one post; null where there is none.</summary>
    /// <exception cref="StateException">The state cannot be read.</exception>
    public async Task<FoundPost?> FindAsync(AccountId account, string key, CancellationToken cancellationToken)
    {
        try
        {
            return await posts.FindAsync(account, key, cancellationToken) is { } post
                ? await CompleteAsync(new PostPlacement(account, key, key, post.Value), post.Value, cancellationToken)
                : null;
        }
        catch (RecordException error)
        {
            return await CompleteAsync(new PostPlacement(account, key, key), PostRecord.OfDamaged(key, error.Message), cancellationToken);
        }
    }

    private IAsyncEnumerable<PostPlacement> ListAsync(
        FeedFilter filter, string? cursor, CancellationToken cancellationToken) => filter switch
        {
            { State: FeedState.Waiting } => ListWaitingAsync(filter.Account, cursor, cancellationToken),
            { Account: { } account } => posts.ListWithDamagedAsync(account, cursor, cancellationToken)
                .Select(post => new PostPlacement(account, post.Key, post.Key, post.Post)),
            _ => ListFeedAsync(cursor, cancellationToken),
        };

    private async IAsyncEnumerable<PostPlacement> ListFeedAsync(
        string? cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        do
        {
            // One more than a page shows whether there is another.
            var page = await feed.ListAsync(cursor, PageSize + 1, cancellationToken);
            foreach (var entry in page.Entries)
                yield return new PostPlacement(entry.Account, entry.PostKey, entry.Place);
            cursor = page.Next;
        }
        while (cursor is not null);
    }

    // They are few, or something is wrong that is told elsewhere.
    private async IAsyncEnumerable<PostPlacement> ListWaitingAsync(
        AccountId? account, string? cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var accounts = account is { } one
            ? [one]
            : await watches.ListAccountsAsync(from: null, cancellationToken).ToListAsync(cancellationToken);
        var waiting = new List<PostPlacement>();
        foreach (var each in accounts)
            waiting.AddRange(await posts.ListToDoAsync(each, cancellationToken)
                .Take(MaxLooked)
                .Select(item => new PostPlacement(each, item.PostKey, $"{item.PostKey} {each}"))
                .ToListAsync(cancellationToken));
        foreach (var place in waiting.OrderBy(place => place.Place, StringComparer.Ordinal))
            if (cursor is null || string.CompareOrdinal(place.Place, cursor) > 0)
                yield return place;
    }

    private async Task<FoundPost> ReadAsync(PostPlacement place, CancellationToken cancellationToken) =>
        await CompleteAsync(place, place.Post ?? await ReadRecordAsync(place, cancellationToken), cancellationToken);

    // One that is damaged must not keep the others from being seen.
    private async Task<PostRecord> ReadRecordAsync(PostPlacement place, CancellationToken cancellationToken)
    {
        try
        {
            return (await posts.GetAsync(new PostTask(place.Account, place.Key), cancellationToken)).Value;
        }
        catch (RecordException error)
        {
            return PostRecord.OfDamaged(place.Key, error.Message);
        }
    }

    private async Task<FoundPost> CompleteAsync(PostPlacement place, PostRecord post, CancellationToken cancellationToken)
    {
        var ids = post.Pictures.Select(picture => picture.Id).OfType<PictureId>().Distinct();
        var damages = new ConcurrentQueue<string>();
        var said = await Task.WhenAll(ids.Select(id => labels.FindAsync(id, Tell, cancellationToken)));
        var alerts = await alertRecords.ListAsync(place.Account, place.Key, Tell, cancellationToken).ToListAsync(cancellationToken);
        var byPicture = said.OfType<PictureLabel>().ToDictionary(label => label.Picture);
        return new FoundPost(place.Account, place.Key, place.Place, post, byPicture, alerts) { Damages = [.. damages] };

        void Tell(RecordException error) => damages.Enqueue(error.Message);
    }

    /// <param name="Place">Where the feed goes on after it.</param>
    /// <param name="Post">Its record where it was read already.</param>
    private sealed record PostPlacement(AccountId Account, string Key, string Place, PostRecord? Post = null);
}
