namespace Spotter.Sources.Web;

/// <summary>
/// Lets pictures come one after the other and videos one after the other, with a wait from one request to the next and, on the average, no
/// more bytes in a second. Pictures come while a video does. What a video weighs, the next one waits for; pictures leave half of the bytes
/// to it until then.
/// </summary>
/// <param name="wait">The least time from one request to the next.</param>
/// <param name="bytesPerSecond">0 for no bound.</param>
/// <param name="time">Counts the time.</param>
internal sealed class PicturePace(TimeSpan wait, int bytesPerSecond, TimeProvider time) : IDisposable
{
    // A timer counts no more than 49 days.
    private static readonly TimeSpan MaxDelay = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim _pictures = new(1);
    private readonly SemaphoreSlim _videos = new(1);
    private readonly Lock _lock = new();

    // Since the beginning, by a clock that nobody sets back.
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _nextRequest;
    private TimeSpan _nextPicture;
    private TimeSpan _nextVideo;

    // What pictures took while a video comes, of which nobody knows yet how much it weighs; null while none does.
    private TimeSpan? _besides;

    /// <summary>Waits for a picture's turn, then fetches.</summary>
    /// <param name="fetch">Fetches.</param>
    /// <param name="sizeOf">How many bytes that brought.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<T> RunAsync<T>(Func<Task<T>> fetch, Func<T, long> sizeOf, CancellationToken cancellationToken)
    {
        await _pictures.WaitAsync(cancellationToken);
        try
        {
            var begun = await BeginAsync(() => _nextPicture, () => { }, cancellationToken);
            var fetched = await fetch();
            PayPicture(begun, ShareOf(sizeOf(fetched)));
            return fetched;
        }
        finally
        {
            _pictures.Release();
        }
    }

    /// <summary>The same for a video, of which also that costs which is of no use.</summary>
    /// <param name="fetch">Fetches, and tells how many bytes more came.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<T> RunVideoAsync<T>(Func<Action<long>, Task<T>> fetch, CancellationToken cancellationToken)
    {
        await _videos.WaitAsync(cancellationToken);
        try
        {
            var begun = await BeginAsync(() => _nextVideo, () => _besides = TimeSpan.Zero, cancellationToken);
            var bytes = 0L;
            try
            {
                return await fetch(more => bytes += more);
            }
            finally
            {
                PayVideo(begun, ShareOf(bytes));
            }
        }
        finally
        {
            _videos.Release();
        }
    }

    public void Dispose()
    {
        _pictures.Dispose();
        _videos.Dispose();
    }

    private async Task<TimeSpan> BeginAsync(Func<TimeSpan> next, Action begin, CancellationToken cancellationToken)
    {
        while (true)
        {
            TimeSpan early;
            lock (_lock)
            {
                var now = time.GetElapsedTime(_start);
                early = (next() > _nextRequest ? next() : _nextRequest) - now;
                if (early <= TimeSpan.Zero)
                {
                    _nextRequest = now + wait;
                    begin();
                    return now;
                }
            }

            await Task.Delay(early < MaxDelay ? early : MaxDelay, time, cancellationToken);
        }
    }

    private TimeSpan ShareOf(long bytes) =>
        bytesPerSecond == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((double)bytes / bytesPerSecond);

    private void PayPicture(TimeSpan begun, TimeSpan share)
    {
        lock (_lock)
        {
            var isBeside = _besides is not null || begun < _nextVideo;
            if (_besides is not null)
                _besides += share;
            else if (isBeside)
                _nextVideo += share;
            _nextPicture = begun + (isBeside ? 2 * share : share);
        }
    }

    private void PayVideo(TimeSpan begun, TimeSpan share)
    {
        lock (_lock)
        {
            _nextVideo = begun + share + _besides.GetValueOrDefault();
            _besides = null;
        }
    }
}
