using System.Runtime.CompilerServices;
using Spotter.Collecting;
using Spotter.Posts;

namespace Spotter.Moving.Exporting;

/// <summary>
/// Writes posts and their pictures into a folder, part by part. A run that was cut off, however, is gone on with after its last whole part,
/// and what comes out is the same as without the cut.
/// </summary>
public sealed class Export(PostDocuments documents, PictureCopies copies, PostRepository posts, TimeProvider time)
{
    /// <summary>Exports.</summary>
    /// <param name="request">What, and where to.</param>
    /// <param name="report">Told of each part that is whole: its name, how many accounts are done of how many.</param>
    /// <param name="cancellationToken">Ends the export; what is whole stays.</param>
    /// <exception cref="CollectingException">The folder holds something else.</exception>
    /// <exception cref="IOException">The folder cannot be written; the message says what to do.</exception>
    public async Task<ExportSummary> RunAsync(
        ExportRequest request, Action<string, int, int> report, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(request.Folder);
        var journal = await ExportFolder.FindJournalAsync(path, cancellationToken);
        if (journal is not null && journal.Words != request.Words)
            throw new CollectingException(
                $"{path} holds another export: {journal.Words}. Name another folder, or go on with that one by the same words.");
        if (journal is { IsWhole: true } && File.Exists(Path.Combine(path, Manifest.FileName)))
            return journal.Written with { WasWhole = true };

        await using var folder = ExportFolder.Open(path, journal);
        var run = new ExportRun(folder, request, journal ?? await BeginAsync(request, cancellationToken), documents, copies, report);
        return await run.RunAsync(cancellationToken);
    }

    /// <summary>Lists posts as an export has them, without files.</summary>
    public async IAsyncEnumerable<PostDocument> ListAsync(
        ExportRequest request, PostTally tally, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var account in request.Accounts ?? await posts.ListAccountsAsync(cancellationToken).ToListAsync(cancellationToken))
            await foreach (var post in documents.ListAsync(account, request, after: null, tally, cancellationToken)
                .Take(request.MaxPosts ?? int.MaxValue))
                yield return post;
    }

    private async Task<ExportJournal> BeginAsync(ExportRequest request, CancellationToken cancellationToken) => new()
    {
        Words = request.Words,
        StartedAt = time.GetUtcNow(),
        Bounds = request.Bounds,
        Accounts = request.Accounts ?? await posts.ListAccountsAsync(cancellationToken).ToListAsync(cancellationToken),
    };
}
