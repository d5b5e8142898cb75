using Microsoft.Extensions.Hosting;
using Spotter.Corrections;
using Spotter.Watching;

namespace Spotter.Web.Review;

/// <summary>
/// How many pictures wait for a review: those of the last 30 days that nobody labelled and the model is unsure of. It is counted beside the
/// pages that show it, so that none waits for it, seldom where that takes long, and no longer than the host runs.
/// </summary>
/// <param name="lifetimes">When the host stops; none where it ends by disposing this.</param>
internal sealed class ReviewCount(
    PictureReview review, WatchRepository watches, IEnumerable<IHostApplicationLifetime> lifetimes, TimeProvider time) : IAsyncDisposable
{
    /// <summary>How far back a review looks, in days.</summary>
    public const int Days = 30;

    /// <summary>A model is unsure of a picture whose best score is below this.</summary>
    public const float Unsure = 0.8f;

    /// <summary>More are not counted.</summary>
    public const int Most = 200;

    /// <summary>A count that takes longer is given up, and tried again later.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private const int Rest = 50;
    private static readonly TimeSpan LeastAge = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop =
        CancellationTokenSource.CreateLinkedTokenSource(
            [CancellationToken.None, .. lifetimes.Select(lifetime => lifetime.ApplicationStopping)]);
    private Task _work = Task.CompletedTask;
    private DateTimeOffset _next = DateTimeOffset.MinValue;
    private int? _count;

    /// <summary>What was counted last; null before that.</summary>
    public int? Current
    {
        get
        {
            lock (_lock)
            {
                if (time.GetUtcNow() >= _next && !_stop.IsCancellationRequested)
                {
                    // Nobody counts beside this.
                    _next = DateTimeOffset.MaxValue;
                    _work = Task.Run(CountAsync, CancellationToken.None);
                }

                return _count;
            }
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

    public async ValueTask DisposeAsync()
    {
        Task work;
        lock (_lock)
        {
            _stop.Cancel();
            work = _work;
        }

        await work;
        _stop.Dispose();
    }

    // Whoever asks next has it.
    private async Task CountAsync()
    {
        var started = time.GetTimestamp();
        try
        {
            using var bound = new CancellationTokenSource(Longest, time);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, _stop.Token);
            var accounts = await watches.ListAccountsAsync(from: null, end.Token).ToListAsync(end.Token);
            Take(await review.FindAsync(
                new ReviewFilter { Accounts = accounts, Since = time.GetUtcNow().AddDays(-Days), UnsureFirst = true, Limit = Most },
                static _ => { },
                end.Token));
        }
        catch (Exception)
        {
            // It took too long, or the host ends. Or the review page tells why it cannot be counted, and a page that only shows the
            // number stands.
        }

        lock (_lock)
            _next = time.GetUtcNow() + TimeSpan.FromTicks(Math.Max(LeastAge.Ticks, time.GetElapsedTime(started).Ticks * Rest));
    }
}
