namespace Spotter.Scanning;

/// <summary>Works on the pictures of one post a few at a time: nothing says how many a post may name.</summary>
internal static class PictureFanOut
{
    private const int AtATime = 8;

    /// <summary>
    /// What the work makes of each, in their order. Where some fail, the others are worked on all the same, and the first error is thrown.
    /// </summary>
    public static async Task<TOut[]> RunAsync<TIn, TOut>(
        IReadOnlyList<TIn> pictures, Func<TIn, int, Task<TOut>> work, CancellationToken cancellationToken)
    {
        using var few = new SemaphoreSlim(AtATime);
        return await Task.WhenAll(pictures.Select(async (picture, index) =>
        {
            await few.WaitAsync(cancellationToken);
            try
            {
                return await work(picture, index);
            }
            finally
            {
                few.Release();
            }
        }));
    }
}
