namespace Spotter.Scanning;

/// <summary>Works on the pictures of one post a few at a time: nothing says how many a post may name.</summary>
internal static class PictureFanOut
{
    private const int AtATime = 8;

    /// <summary>What the work makes of each, in their order. The first that fails ends it.</summary>
    public static async Task<TOut[]> RunAsync<TIn, TOut>(
        IReadOnlyList<TIn> pictures, Func<TIn, int, CancellationToken, Task<TOut>> work, CancellationToken cancellationToken)
    {
        var results = new TOut[pictures.Count];
        var few = new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, results.Length, few, async (index, token) => results[index] = await work(pictures[index], index, token));
        return results;
    }
}
