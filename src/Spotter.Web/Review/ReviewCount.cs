using Spotter.Corrections;
using Spotter.Watching;

namespace Spotter.Web.Review;

/// <summary>
/// How many pictures wait for a review: those of the last 30 days that nobody labelled and the model is unsure of. It is counted beside the
/// pages that show it, so that none waits for it, and seldom where that takes long.
/// </summary>
internal sealed class ReviewCount(PictureReview review, WatchRepository watches, TimeProvider time)
{
    /// <summary>How far back a review looks, in days.</summary>
    public const int Days = 30;

    /// <summary>A model is unsure of a picture whose best score is below this.</summary>
    public const float Unsure = 0.8f;

    /// <summary>More are not counted.</summary>
    public const int Most = 200;

    private const int Rest = 50;
    private static readonly TimeSpan LeastAge = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private DateTimeOffset _next = DateTimeOffset.MinValue;
    private int? _count;

    /// <summary>What was counted last; null before that.</summary>
    public int? Current
    {
        get
        {
            lock (_lock)
            {
                if (time.GetUtcNow() < _next)
                    return _count;
                // Nobody counts beside this.
                _next = DateTimeOffset.MaxValue;
            }

            _ = Task.Run(CountAsync);
            return _count;
        }
    }

    /// <summary>Takes what somebody counted anyway.</summary>
    /// <param name="items">The pictures of a review of all accounts, the least sure first.</param>
    public void Take(IReadOnlyList<ReviewItem> items)
    {
        lock (_lock)
        {
            _count = items.Count(item => item.Best.Score < Unsure);
            _next = time.GetUtcNow() + LeastAge;
        }
    }

    // Whoever asks next has it.
    private async Task CountAsync()
    {
        var started = time.GetTimestamp();
        try
        {
            var accounts = await watches.ListAccountsAsync(from: null, CancellationToken.None).ToListAsync();
            Take(await review.FindAsync(
                new ReviewFilter { Accounts = accounts, Since = time.GetUtcNow().AddDays(-Days), UnsureFirst = true, Limit = Most },
                static _ => { },
                CancellationToken.None));
        }
        catch (Exception)
        {
            // The review page tells why it cannot be counted; a page that only shows the number stands.
        }

        lock (_lock)
            _next = time.GetUtcNow() + TimeSpan.FromTicks(Math.Max(LeastAge.Ticks, time.GetElapsedTime(started).Ticks * Rest));
    }
}
