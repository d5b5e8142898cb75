using Microsoft.Extensions.Options;
using Spotter.Accounts;
using Spotter.Collecting;
using Spotter.Corrections;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Scanning;
using Spotter.Sources;

namespace Spotter.Moving.Importing;

/// <summary>
/// Takes in posts and pictures that were gathered elsewhere. Nothing comes twice: a picture is known by its bytes and a post by its id, so
/// that a run that was cut off is simply run again.
/// </summary>
public sealed class Import(
    PostArrivals arrivals,
    PictureLabels labels,
    ScanRepository scans,
    PostSources sources,
    PictureIntake intake,
    IPictureStore store,
    IOptions<PictureDownloadOptions> options,
    VideoIntake videoIntake,
    TimeProvider time,
    IPictureFiles? files = null)
{
    private const int PostsPerGroup = 500;

    /// <summary>Takes in what is at a path.</summary>
    /// <param name="request">What.</param>
    /// <param name="report">Told how many posts were looked at.</param>
    /// <param name="cancellationToken">Ends the import; what was taken stays.</param>
    /// <exception cref="CollectingException">There is nothing that can be taken.</exception>
    public async Task<ImportSummary> RunAsync(ImportRequest request, Action<int> report, CancellationToken cancellationToken)
    {
        var arrival = await FindAsync(request, cancellationToken);
        var tally = new PostTally();
        var accounts = new HashSet<AccountId>();
        var counts = new ArrivedCounts(0, 0, 0);
        var (looked, videos) = (0, 0);
        var posts = arrival.ReadAsync(tally, cancellationToken).Select(post =>
        {
            report(++looked);
            return post;
        });
        await foreach (var group in posts.Chunk(PostsPerGroup).WithCancellation(cancellationToken))
        {
            foreach (var part in group.GroupBy(post => post.Account))
            {
                accounts.Add(part.Key);
                counts += await AddAsync(part.Key, [.. part], cancellationToken);
            }

            videos += group.Sum(post => post.Post.Videos?.Count(video => video.Id is not null) ?? 0);
        }

        return new ImportSummary(
            arrival.Kind, counts.Added, looked - counts.Added, accounts.Count, tally.Count, tally.Problems, arrival.Notice)
        {
            Videos = videos,
            Completed = counts.Completed,
            Waiting = counts.Waiting,
        };
    }

    private async Task<ArrivedCounts> AddAsync(AccountId account, List<ArrivedPost> arrived, CancellationToken cancellationToken)
    {
        foreach (var label in arrived.SelectMany(post => post.Labels))
            if (await labels.FindAsync(label.Picture, cancellationToken) is null)
                await labels.SetAsync(label, cancellationToken);
        if (arrived.Exists(post => !post.Post.IsSettled))
            await scans.DoubtAsync(account, cancellationToken);
        return await arrivals.AddAsync(
            account,
            [.. arrived.Select(post => post.Post)],
            sources.Find(account.Source)?.MayPostsMove ?? true,
            cancellationToken);
    }

    private async Task<IArrival> FindAsync(ImportRequest request, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(request.Path);
        var pictures = new ArrivedPictures(intake, store, files, options, videoIntake);
        var exported = new ExportedPosts(pictures);
        if (File.Exists(path) && path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase))
            throw new CollectingException($"{path} has posts alone. Name the folder that it lies in with their pictures.");
        if (File.Exists(path))
            return new ExportedArchives([path], exported, pictures);
        if (!Directory.Exists(path))
            throw new CollectingException($"There is no file and no folder {path}.");

        var archives = FindFiles(path, "*.tar");
        if (archives.Count > 0)
            return new ExportedArchives(archives, exported, pictures);

        var lines = await ExportLines.FindAsync(FindFiles(path, "*.jsonl"), cancellationToken);
        if (lines.IsExport)
            return new ExportedFolder(path, lines, exported);

        var downloaded = new DownloadedFolder(path, FolderWalk.Through(path), request.Account, sources, pictures, time);
        if (downloaded.HasPosts(cancellationToken))
            return downloaded;

        // What it is cannot be told, and pictures are no posts of their own where they belong to some.
        return (lines.Unreadable is [var first, ..] ? first : downloaded.FindUnreadable()) is { } unreadable
            ? throw new IOException(
                $"{unreadable} It may say what the pictures of {path} are, so nothing was taken. Run the command again when it can be "
                    + "read, or move it away.")
            : new PlainFolder(path, request.Account, FolderSource, pictures, time);
    }

    private IPostSource FolderSource => sources.Find("folder")
        ?? throw new CollectingException("A plain folder of pictures is taken in by the command only.");

    private static List<string> FindFiles(string folder, string pattern) =>
        [.. Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal)];
}
