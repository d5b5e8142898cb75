using Spotter.Collecting;
using Spotter.Pictures;

namespace Spotter.Moving.Copying;

/// <summary>Copies files that are named by the SHA-256 of their bytes, and compares both sides.</summary>
/// <param name="word">What they are, for a person: <c>picture</c>.</param>
/// <param name="parallel">How many are copied at once.</param>
internal abstract class FileCopy(string word, int parallel)
{
    private IReadOnlyList<PictureId> _files = [];

    /// <summary>How many there are.</summary>
    public int Count => _files.Count;

    /// <summary>How many of them were not there yet.</summary>
    public int Copied { get; private set; }

    /// <summary>Copies those that are not there yet.</summary>
    public async Task CopyAsync(PostTally tally, Action<string, int, int> report, CancellationToken cancellationToken)
    {
        _files = await ListFrom(cancellationToken).ToListAsync(cancellationToken);
        var there = await ListTo(cancellationToken).ToHashSetAsync(cancellationToken: cancellationToken);
        var missing = _files.Where(file => !there.Contains(file)).ToList();
        Copied = missing.Count;
        await EachAsync($"{word}s", missing, report, async (file, token) =>
        {
            // Under its own name it would be another.
            if (!await TryCopyAsync(file, token))
                Tell(tally, $"{Name} {file} is damaged where it comes from, and was not copied.");
        }, cancellationToken);
    }

    /// <summary>Reads all of them from the other side.</summary>
    public Task CheckAsync(PostTally tally, Action<string, int, int> report, CancellationToken cancellationToken) =>
        EachAsync(_files.Count == 0 ? "verifying" : $"verifying {word}s", _files, report, async (file, token) =>
        {
            if (await FindHashAsync(file, token) is not { } found)
                Tell(tally, $"{Name} {file} is not there.");
            else if (found != file)
                Tell(tally, $"{Name} {file} is damaged there: remove it, and copy again.");
        }, cancellationToken);

    /// <summary>Removes them where they come from.</summary>
    public Task RemoveAsync(Action<string, int, int> report, CancellationToken cancellationToken) =>
        EachAsync("removing", _files, report, RemoveFromAsync, cancellationToken);

    /// <summary>Lists what there is where it comes from.</summary>
    protected abstract IAsyncEnumerable<PictureId> ListFrom(CancellationToken cancellationToken);

    /// <summary>Lists what is there already.</summary>
    protected abstract IAsyncEnumerable<PictureId> ListTo(CancellationToken cancellationToken);

    /// <summary>Copies one; false where its bytes are not those that it is named by. One that has gone meanwhile is left out.</summary>
    protected abstract Task<bool> TryCopyAsync(PictureId file, CancellationToken cancellationToken);

    /// <summary>The SHA-256 of the copy's bytes; null where there is none.</summary>
    protected abstract Task<PictureId?> FindHashAsync(PictureId file, CancellationToken cancellationToken);

    /// <summary>Removes one where it comes from.</summary>
    protected abstract Task RemoveFromAsync(PictureId file, CancellationToken cancellationToken);

    private string Name => char.ToUpperInvariant(word[0]) + word[1..];

    private static void Tell(PostTally tally, string problem)
    {
        lock (tally)
            tally.Tell(problem);
    }

    private async Task EachAsync(
        string stage,
        IReadOnlyList<PictureId> files,
        Action<string, int, int> report,
        Func<PictureId, CancellationToken, Task> act,
        CancellationToken cancellationToken)
    {
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(files, options, async (file, token) =>
        {
            await act(file, token);
            report(stage, Interlocked.Increment(ref done), files.Count);
        });
    }
}
