using System.Runtime.CompilerServices;
using Spotter.Accounts;
using Spotter.Collecting;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Sources;

namespace Spotter.Moving.Importing;

/// <summary>
/// A folder that instaloader or gallery-dl filled: JSON (also as .json.xz) beside the pictures and videos says what is known of a post.
/// </summary>
internal sealed class DownloadedFolder : IArrival
{
    private const int MaxTold = 3;
    private const string NotThere = "there is no such file beside the JSON.";

    private readonly string _folder;
    private readonly AccountId? _account;
    private readonly PostSources _sources;
    private readonly ArrivedPictures _pictures;
    private readonly TimeProvider _time;
    private readonly FolderWalk _walk;
    private readonly List<string> _descriptions;
    private readonly FolderMedia _media;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public DownloadedFolder(
        string folder, FolderWalk walk, AccountId? account, PostSources sources, ArrivedPictures pictures, TimeProvider time)
    {
        (_folder, _walk, _account, _sources, _pictures, _time) = (folder, walk, account, sources, pictures, time);
        _descriptions = [.. walk.Files.Where(DescriptionFile.IsLike)];
        _media = new FolderMedia(walk);
    }

    public string Kind => "a folder of instaloader or gallery-dl";

    public string? Notice
    {
        get
        {
            var left = _media.Files.Where(file => !_taken.Contains(file)).Select(file => Path.GetRelativePath(_folder, file)).ToList();
            return left.Count == 0
                ? null
                : $"{left.Count} pictures or videos were passed over, because no JSON beside them tells of a post: "
                    + $"{string.Join(", ", left.Take(MaxTold))}{(left.Count > MaxTold ? ", ..." : "")}";
        }
    }

    /// <summary>True where one of the files tells of a post.</summary>
    public bool HasPosts(CancellationToken cancellationToken) => _descriptions.Any(file =>
    {
        cancellationToken.ThrowIfCancellationRequested();
        return DescriptionFile.MayTell(file) && DescriptionFile.Read(file, _media).Found is not null;
    });

    /// <summary>Why the first of the files cannot be read, as a sentence, where none of them can; null where one can.</summary>
    public string? FindUnreadable()
    {
        var problems = _descriptions.Select(file => (File: file, Problem: DescriptionFile.FindReadProblem(file)));
        return problems.TakeWhile(one => one.Problem is not null).ToList() is [var first, ..] all && all.Count == _descriptions.Count
            ? $"{Path.GetRelativePath(_folder, first.File)} cannot be read: {first.Problem!.TrimEnd('.')}."
            : null;
    }

    public async IAsyncEnumerable<ArrivedPost> ReadAsync(PostTally tally, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (path, reason) in _walk.Unreadable)
            tally.Tell($"{Path.GetRelativePath(_folder, path)} was passed over: {reason}.");
        foreach (var files in GroupByPost(tally, cancellationToken))
        {
            var described = files.Select(file => Read(file, tally)).OfType<DescribedPost>().ToList();
            _taken.UnionWith(described.SelectMany(one => one.Found));
            // A post of which a part went away meanwhile is taken whole by the next run.
            if (described.Count == files.Count
                && await TakeAsync(DescribedPost.Of(described), files[0], tally, cancellationToken) is { } post)
                yield return post;
        }
    }

    // Where each picture has a file of its own, those of one post may lie anywhere among the others.
    private IEnumerable<List<string>> GroupByPost(PostTally tally, CancellationToken cancellationToken)
    {
        var groups = new OrderedDictionary<(string, string?, string), List<string>>();
        foreach (var file in _descriptions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Read(file, tally) is { } found && !groups.TryAdd(found.Key, [file]))
                groups[found.Key].Add(file);
        }

        return groups.Values;
    }

    private DescribedPost? Read(string file, PostTally tally)
    {
        var (found, problem) = DescriptionFile.Read(file, _media);
        if (problem is not null)
            tally.Tell($"{Path.GetRelativePath(_folder, file)}: {problem}");
        return found;
    }

    private async Task<ArrivedPost?> TakeAsync(
        DescribedPost described, string file, PostTally tally, CancellationToken cancellationToken)
    {
        if (FindOwner(described) is not { } account)
        {
            tally.Tell(
                $"{Path.GetRelativePath(_folder, file)} does not say whose post {described.Post.Id} is. Name the account: --account "
                    + "instagram-web:NAME");
            return null;
        }

        var of = $"of post {described.Post.Id} of {account}";
        var pictures = await TakeAsync(
            described.Files, $"A picture {of}", file => _pictures.TakeAsync(file, wanted: null, cancellationToken), tally);
        // Where none of its videos has a file, they were not asked for.
        var videos = described.VideoFiles.All(file => file is null) ? null : await TakeAsync(
            described.VideoFiles, $"A video {of}", file => _pictures.TakeVideoAsync(file, wanted: null, cancellationToken), tally);
        IReadOnlyList<FetchedFile> all = [.. pictures, .. videos ?? []];
        return new ArrivedPost(
            account,
            new PostRecord
            {
                Post = videos is null ? described.Post with { Videos = null } : described.Post,
                FoundAt = _time.GetUtcNow(),
                Stage = pictures.Count > 0 && all.All(file => file.IsLost) ? PostStage.Failed : PostStage.Done,
                Reason = all.FirstOrDefault(file => file.IsLost)?.Failure,
                Pictures = pictures,
                Videos = videos,
            },
            []);
    }

    private static async Task<List<T>> TakeAsync<T>(
        IReadOnlyList<string?> files, string what, Func<string, Task<T>> take, PostTally tally)
        where T : FetchedFile, new()
    {
        var taken = new List<T>();
        foreach (var file in files)
        {
            var one = file is null ? new T { IsLost = true, Failure = NotThere } : await take(file);
            if (one.Failure is { } failure)
                tally.Tell($"{what} was not taken: {failure}");
            taken.Add(one);
        }

        return taken;
    }

    private AccountId? FindOwner(DescribedPost described)
    {
        if (_account is not null)
            return _account;

        var source = _sources.Find(described.Source);
        return described.Owner is { } owner
            && source?.FindHandleError(owner) is null
            && AccountId.TryParse($"{described.Source}:{source?.Normalise(owner) ?? owner}", out var account)
            ? account
            : null;
    }
}
