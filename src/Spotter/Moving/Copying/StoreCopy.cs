using Spotter.Collecting;
using Spotter.Pictures;
using Spotter.State;

namespace Spotter.Moving.Copying;

/// <summary>
/// Copies pictures, videos and state from one host's stores to another's, and compares both sides at the end. What is the same already is
/// not copied, so that a run that was cut off is simply run again.
/// </summary>
public sealed class StoreCopy(
    IStateStore from,
    IStateStore to,
    IPictureInventory fromPictures,
    IPictureInventory toPictures,
    IVideoInventory fromVideos,
    IVideoInventory toVideos)
{
    private readonly StateDifferences _differences = new(from, to);

    /// <summary>Copies all there is, and compares.</summary>
    /// <param name="removes">
    /// True where pictures and videos are removed where they came from, when all of it was found to be the same.
    /// </param>
    /// <param name="report">Told how many of how many are done of a stage.</param>
    /// <param name="cancellationToken">Ends the copy; what was copied stays.</param>
    /// <exception cref="IOException">A store of pictures or videos cannot be used.</exception>
    /// <exception cref="StateException">A state cannot be used.</exception>
    public async Task<CopySummary> RunAsync(bool removes, Action<string, int, int> report, CancellationToken cancellationToken)
    {
        var tally = new PostTally();
        var (pictures, videos) = (new PictureCopy(fromPictures, toPictures), new VideoCopy(fromVideos, toVideos));
        FileCopy[] files = [pictures, videos];
        foreach (var copy in files)
            await copy.CopyAsync(report, cancellationToken);
        var (records, changed) = await CopyStateAsync(report, cancellationToken);

        foreach (var copy in files)
            await copy.CheckAsync(tally, report, cancellationToken);
        await CheckStateAsync(tally, cancellationToken);
        var isSure = removes && tally.Count == 0;
        if (isSure)
            foreach (var copy in files)
                await copy.RemoveAsync(report, cancellationToken);
        return new CopySummary(pictures.Count, pictures.Copied, records, changed, isSure ? pictures.Count : 0, tally.Problems)
        {
            Videos = videos.Count,
            VideosCopied = videos.Copied,
            VideosRemoved = isSure ? videos.Count : 0,
        };
    }

    private async Task<(int Records, int Changed)> CopyStateAsync(Action<string, int, int> report, CancellationToken cancellationToken)
    {
        var (records, changed) = (0, 0);
        await foreach (var partition in from.ListPartitionsAsync(cancellationToken))
        {
            var found = _differences.ListAsync(partition, () => records++, cancellationToken);
            await foreach (var changes in found.Chunk(IStateStore.MaxChanges).WithCancellation(cancellationToken))
            {
                await to.TryChangeAsync(partition, changes, cancellationToken);
                report("records", changed += changes.Length, 0);
            }
        }

        return (records, changed);
    }

    private async Task CheckStateAsync(PostTally tally, CancellationToken cancellationToken)
    {
        await foreach (var partition in from.ListPartitionsAsync(cancellationToken))
            if (await _differences.ListAsync(partition, () => { }, cancellationToken).CountAsync(cancellationToken) is > 0 and var count)
                tally.Tell($"{count} records of {partition} are not the same on both sides: something is still at work there. End it, "
                    + "and copy again.");
    }
}
