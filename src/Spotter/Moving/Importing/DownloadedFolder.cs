using System.Runtime.CompilerServices;
using Spotter.Accounts;
using Spotter.Collecting;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Sources;

namespace Spotter.Moving.Importing;

/// <summary>
/// A folder that instaloader or gallery-dl filled: JSON (also as .json.xz) beside the pictures says what is known of a post.
/// </summary>
internal sealed class DownloadedFolder : IArrival
{
    private const int MaxTold = 3;

    private readonly string _folder;
    private readonly AccountId? _account;
    private readonly PostSources _sources;
    private readonly ArrivedPictures _pictures;
    private readonly TimeProvider _time;
    private readonly List<string> _descriptions;
    private readonly Dictionary<string, string> _files;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public DownloadedFolder(
        string folder, FolderWalk walk, AccountId? account, PostSources sources, ArrivedPictures pictures, TimeProvider time)
    {
        (_folder, _account, _sources, _pictures, _time) = (folder, account, sources, pictures, time);
        _descriptions = [.. walk.Files.Where(DescriptionFile.IsLike)];
        _files = walk.Files.Where(PictureExtensions.IsLike)
            .GroupBy(file => Path.ChangeExtension(file, null), StringComparer.Ordinal)
            .ToDictionary(files => files.Key, files => files.First(), StringComparer.Ordinal);
    }

    public string Kind => "a folder of instaloader or gallery-dl";

    public string? Notice
    {
        get
        {
            var left = _files.Values.Where(file => !_taken.Contains(file)).Select(file => Path.GetRelativePath(_folder, file)).ToList();
            return left.Count == 0
                ? null
                : $"{left.Count} pictures were passed over, because no JSON beside them tells of a post: "
                    + $"{string.Join(", ", left.Take(MaxTold))}{(left.Count > MaxTold ? ", ..." : "")}";
        }
    }

    /// <summary>True where one of the first files tells of a post.</summary>
    public bool HasPosts => _descriptions.Take(100).Any(file => DescriptionFile.Read(file, _files).Found is not null);

    public async IAsyncEnumerable<ArrivedPost> ReadAsync(PostTally tally, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var files in GroupByPost(tally, cancellationToken))
        {
            var parts = files.Select(file => DescriptionFile.Read(file, _files).Found).OfType<DescribedPost>();
            var described = parts.OrderBy(part => part.Number).Aggregate((post, part) => post.With(part));
            if (await TakeAsync(described, tally, cancellationToken) is { } post)
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
            var (found, problem) = DescriptionFile.Read(file, _files);
            if (problem is not null)
                tally.Tell($"{Path.GetRelativePath(_folder, file)}: {problem}");
            if (found is not null && !groups.TryAdd(found.Key, [file]))
                groups[found.Key].Add(file);
        }

        return groups.Values;
    }

    private async Task<ArrivedPost?> TakeAsync(DescribedPost described, PostTally tally, CancellationToken cancellationToken)
    {
        if (FindOwner(described) is not { } account)
        {
            tally.Tell($"Post {described.Post.Id} does not say whose it is. Name the account: --account instagram-web:NAME");
            return null;
        }

        var pictures = new List<PictureRecord>();
        foreach (var file in described.Files)
        {
            var picture = file is null
                ? ArrivedPictures.Lost("its file is not beside the JSON.")
                : await _pictures.TakeAsync(file, cancellationToken);
            if (file is not null)
                _taken.Add(file);
            if (picture.Failure is { } failure)
                tally.Tell($"A picture of post {described.Post.Id} of {account} was not taken: {failure}");
            pictures.Add(picture);
        }

        var isLost = pictures.Count > 0 && pictures.TrueForAll(picture => picture.IsLost);
        return new ArrivedPost(
            account,
            new PostRecord
            {
                Post = described.Post,
                FoundAt = _time.GetUtcNow(),
                Stage = isLost ? PostStage.Failed : PostStage.Done,
                Reason = pictures.Find(picture => picture.IsLost)?.Failure,
                Pictures = pictures,
            },
            []);
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
