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

    /// <summary>Copies those that are not there yet, by their names.</summary>
    public async Task CopyAsync(Action<string, int, int> report, CancellationToken cancellationToken)
    {
        _files = await ListFrom(cancellationToken).ToListAsync(cancellationToken);
        var there = await ListTo(cancellationToken).ToHashSetAsync(cancellationToken: cancellationToken);
        var missing = _files.Where(file => !there.Contains(file)).ToList();
        Copied = missing.Count;
        await EachAsync($"{word}s", missing, report, TryCopyAsync, cancellationToken);
    }

    /// <summary>Reads all of them from the other side. What is not what its name says is copied again.</summary>
    public Task CheckAsync(PostTally tally, Action<string, int, int> report, CancellationToken cancellationToken) =>
        EachAsync(_files.Count == 0 ? "verifying" : $"verifying {word}s", _files, report, async (file, token) =>
        {
            if (await FindProblemAsync(file, token) is { } problem)
                lock (tally)
                    tally.Tell($"{Name} {file} {problem}");
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

    /// <summary>Removes the copy of one.</summary>
    protected abstract Task RemoveToAsync(PictureId file, CancellationToken cancellationToken);

    private string Name => char.ToUpperInvariant(word[0]) + word[1..];

    private async Task<string?> FindProblemAsync(PictureId file, CancellationToken cancellationToken)
    {
        if (await FindHashAsync(file, cancellationToken) == file)
            return null;

        // A power failure may leave a file of zeros under its name.
        await RemoveToAsync(file, cancellationToken);
        if (!await TryCopyAsync(file, cancellationToken))
            return "is damaged where it comes from: its bytes are not those that it is named by. Restore or remove it, and copy again.";

        return await FindHashAsync(file, cancellationToken) == file ? null : "is gone, or does not stay whole there. Copy again.";
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
