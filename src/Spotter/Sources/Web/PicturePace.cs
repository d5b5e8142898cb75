namespace Spotter.Sources.Web;

/// <summary>Lets pictures through one after the other, no faster than is polite.</summary>
/// <param name="wait">The least time from one to the next.</param>
/// <param name="bytesPerSecond">How many bytes in a second on the average; 0 for any number.</param>
/// <param name="time">Tells and counts the time.</param>
internal sealed class PicturePace(TimeSpan wait, int bytesPerSecond, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private DateTimeOffset _free = DateTimeOffset.MinValue;

    /// <summary>Waits for its turn, then fetches.</summary>
    /// <param name="fetch">Fetches.</param>
    /// <param name="sizeOf">How many bytes that brought.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<T> RunAsync<T>(Func<Task<T>> fetch, Func<T, long> sizeOf, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_free - time.GetUtcNow() is { Ticks: > 0 } early)
                await Task.Delay(early, time, cancellationToken);
            var begun = time.GetUtcNow();
            var fetched = await fetch();
            var share = bytesPerSecond == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((double)sizeOf(fetched) / bytesPerSecond);
            _free = begun + (share > wait ? share : wait);
            return fetched;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
