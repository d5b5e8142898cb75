using Spotter.Collecting;
using Spotter.Pictures;
using Spotter.State;

namespace Spotter.Moving.Copying;

/// <summary>
/// Copies pictures and state from one host's stores to another's, and compares both sides at the end. What is the same already is not
/// copied, so that a run that was cut off is simply run again.
/// </summary>
public sealed class StoreCopy(IStateStore from, IStateStore to, IPictureInventory fromPictures, IPictureInventory toPictures)
{
    private const int Parallel = 8;

    private readonly StateDifferences _differences = new(from, to);

    /// <summary>Copies all there is, and compares.</summary>
    /// <param name="removes">True where pictures are removed where they came from, when all of it was found to be the same.</param>
    /// <param name="report">Told how many of how many are done of a stage.</param>
    /// <param name="cancellationToken">Ends the copy; what was copied stays.</param>
    /// <exception cref="IOException">A store of pictures cannot be used.</exception>
    /// <exception cref="StateException">A state cannot be used.</exception>
    public async Task<CopySummary> RunAsync(bool removes, Action<string, int, int> report, CancellationToken cancellationToken)
    {
        var tally = new PostTally();
        var pictures = await fromPictures.ListAsync(cancellationToken).ToListAsync(cancellationToken);
        var there = await toPictures.ListAsync(cancellationToken).ToHashSetAsync(cancellationToken: cancellationToken);
        var missing = pictures.Where(picture => !there.Contains(picture)).ToList();
        await EachAsync("pictures", missing, picture => CopyAsync(picture, tally, cancellationToken), report, cancellationToken);
        var (records, changed) = await CopyStateAsync(report, cancellationToken);

        await EachAsync("verifying", pictures, picture => CheckAsync(picture, tally, cancellationToken), report, cancellationToken);
        await CheckStateAsync(tally, cancellationToken);
        if (removes && tally.Count == 0)
            await EachAsync(
                "removing", pictures, picture => fromPictures.RemoveAsync(picture, cancellationToken), report, cancellationToken);
        return new CopySummary(
            pictures.Count, missing.Count, records, changed, removes && tally.Count == 0 ? pictures.Count : 0, tally.Problems);
    }

    private async Task CopyAsync(PictureId id, PostTally tally, CancellationToken cancellationToken)
    {
        if (await fromPictures.ReadAsync(id, cancellationToken) is not { } picture)
            return;

        // Under its own name it would be another picture.
        if (PictureId.Of(picture.Bytes.Span) == id)
            await toPictures.SaveAsync(picture.Bytes, picture.MediaType, cancellationToken);
        else
            Tell(tally, $"Picture {id} is damaged where it comes from, and was not copied.");
    }

    private async Task CheckAsync(PictureId id, PostTally tally, CancellationToken cancellationToken)
    {
        var copy = await toPictures.ReadAsync(id, cancellationToken);
        if (copy is null)
            Tell(tally, $"Picture {id} is not there.");
        else if (PictureId.Of(copy.Bytes.Span) != id)
            Tell(tally, $"Picture {id} is damaged there: remove it, and copy again.");
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
                Tell(tally, $"{count} records of {partition} are not the same on both sides: something is still at work there. End it, "
                    + "and copy again.");
    }

    private static async Task EachAsync(
        string stage,
        List<PictureId> pictures,
        Func<PictureId, Task> act,
        Action<string, int, int> report,
        CancellationToken cancellationToken)
    {
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken };
        await System.Threading.Tasks.Parallel.ForEachAsync(pictures, options, async (picture, _) =>
        {
            await act(picture);
            report(stage, Interlocked.Increment(ref done), pictures.Count);
        });
    }

    private static void Tell(PostTally tally, string problem)
    {
        lock (tally)
            tally.Tell(problem);
    }
}
