using System.Security.Cryptography;
using System.Text;
using Spotter.Accounts;
using Spotter.Calls;
using Spotter.Posts;
using Spotter.Sources;
using Spotter.State;

namespace Spotter.Scanning;

/// <summary>
/// Stores what a page brought: the posts that are new, and what is new of those that are known, with the cursor of the next page and the
/// answer.
/// </summary>
public sealed class PageIntake(
    ScanRepository scans, PostRepository posts, PostLookup lookup, RetryPolicy retries, ScanMetrics metrics, TimeProvider time)
{
    // Five times as many as Instagram allows. All of a post's pictures stand in its record, whose size has a bound.
    private const int MaxPictures = 100;

    /// <summary>Stores a page.</summary>
    /// <param name="input">What was asked for.</param>
    /// <param name="source">Who answered.</param>
    /// <param name="page">The answer.</param>
    /// <param name="read">How far the account's scans were when it was asked for.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="StateException">Another scan took the account over.</exception>
    public async Task<FetchedPage> StoreAsync(
        FetchPageInput input, IPostSource source, PageResult page, Versioned<ScanProgress> read, CancellationToken cancellationToken)
    {
        if (page.IsUnchanged)
            return new FetchedPage { AllKnown = true };

        var before = read.Value;
        var seen = await LookAsync(input, source, page, before, cancellationToken);
        read = await RenewAsync(input.Account, seen.Renewed, read, cancellationToken);
        var answer = AnswerOf(input, source, page, seen, before);

        // Where the limit cuts through a page, the pass goes on with that page.
        var next = seen.CutShort ? input.Cursor : page.NextCursor;
        var mark = input.Cursor is null && next is null ? page.Mark : null;
        if (IsNoNews(input, answer, before) && mark == before.Mark)
            return answer;

        var progress = read.Value with
        {
            OpenPass = next is null ? null : new OpenPass(input.Mode, next, input.Bounds),
            Mark = mark,
            LastPage = new LastPage(input, answer),
        };
        await scans.AddPostsAsync(input.Account, seen.Found, source.MayPostsMove, read, progress, cancellationToken);
        metrics.CountPosts(seen.Found.Count);
        return answer;
    }

    private async Task<SeenPage> LookAsync(
        FetchPageInput input, IPostSource source, PageResult page, ScanProgress progress, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var isFirstPass = progress.LastPassAt is null;
        var listed = Distinguish(source, page.Posts);
        var wanted = input.Bounds is { } bounds ? listed.Where(bounds.Takes) : listed;
        var looks = await lookup.FindAsync(input.Account, [.. wanted.Select(WithinBound)], source.MayPostsMove, cancellationToken);
        var readable = looks.Where(look => !look.IsUnreadable).ToList();
        var unknown = readable.Where(look => look.Known is null).Select(look => Discover(input, look.Post, now, isFirstPass)).ToList();
        var found = unknown.Take(input.MaxPosts).ToList();
        var renewed = readable
            .Where(look => look.Known is not null)
            .Select(look => new RenewedPost(look.Known!, KnownPosts.Renew(look.Known!.Value, look.Post, KeepsVideos(input))));
        return new SeenPage(listed, readable, looks.Count, found, CutShort: found.Count < unknown.Count, [.. renewed]);
    }

    private async Task<Versioned<ScanProgress>> RenewAsync(
        AccountId account, IReadOnlyList<RenewedPost> renewed, Versioned<ScanProgress> read, CancellationToken cancellationToken)
    {
        // Nothing may be owed that a later scan does not look for.
        if (renewed.Any(one => one.Known.Value.IsSettled && !one.Post.IsSettled))
            read = await DoubtAsync(account, read, cancellationToken);
        foreach (var (known, post) in renewed.Where(one => !ReferenceEquals(one.Post, one.Known.Value)))
            await posts.SaveAsync(account, PostKeys.Of(known.Value.Post), known, post, [], cancellationToken);
        return read;
    }

    private async Task<Versioned<ScanProgress>> DoubtAsync(
        AccountId account, Versioned<ScanProgress> read, CancellationToken cancellationToken)
    {
        if (!read.Value.OwesNothing)
            return read;

        await scans.DoubtAsync(account, cancellationToken);
        return await scans.FindAsync(account, cancellationToken) is { } again && again.Value.Lease == read.Value.Lease
            ? again
            : throw AccountLeases.TakenOver(account);
    }

    private FetchedPage AnswerOf(FetchPageInput input, IPostSource source, PageResult page, SeenPage seen, ScanProgress progress) => new()
    {
        Posts = seen.Listed.Count,
        IsPast = source.IsNewestFirst && seen.Listed.Count > 0 && seen.Listed.All(post => input.Bounds?.IsPast(post) == true),
        NewPosts = seen.Found.Count,
        AllKnown = source.IsNewestFirst && seen.Looked > 0
            && seen.Readable.All(look => look.Known?.Value.FoundAt <= (input.KnownSince ?? progress.LastPassAt)),
        PostsToDo = [.. FindToDo(input, seen).Select(post => PostKeys.Of(post.Post))],
        IsUnordered = !source.IsNewestFirst,
        Content = ContentOf(seen.Listed),
        OldestPost = seen.Readable.Select(look => PostKeys.Of(look.Post)).Max(StringComparer.Ordinal),
        NextCursor = page.NextCursor,
        CutShort = seen.CutShort,
        Notice = page.Notice,
        Losses = [.. seen.Found.Select(post => FindLoss(input, post.Post, seen.Listed)).OfType<string>()],
    };

    private IEnumerable<PostRecord> FindToDo(FetchPageInput input, SeenPage seen)
    {
        var known = seen.Renewed.Select(one => one.Post).ToList();
        // What this scan found before is left over from a call of this page that was cut off between two changes.
        var leftOver = known.Where(post => post.FoundAt >= input.ScanStartedAt && !IsWaitingForFiles(post));
        return leftOver
            .Concat(seen.Found)
            .Where(post => !post.IsSettled)
            .Concat(known.Where(post => IsWaitingForFiles(post) && retries.IsDue(post.DueAt)));
    }

    // Most scans find just this, and one that is cut off here begins anew with the newest page: what is written would help nobody but
    // a call whose answer was lost.
    private static bool IsNoNews(FetchPageInput input, FetchedPage answer, ScanProgress progress) =>
        input is { Mode: ScanMode.New, Cursor: null } && progress.OpenPass is null && answer is { AllKnown: true, PostsToDo.Count: 0 };

    private static List<Post> Distinguish(IPostSource source, IEnumerable<Post> posts) =>
        [.. posts.DistinctBy(post => source.MayPostsMove ? post.Id : PostKeys.Of(post))];

    private static string? ContentOf(IReadOnlyList<Post> posts)
    {
        var ids = string.Join('\n', posts.Select(post => post.Id).Order(StringComparer.Ordinal));
        return ids.Length == 0 ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ids)).AsSpan(0, 16));
    }

    private static Post WithinBound(Post post) => post.Pictures.Count <= MaxPictures && !(post.Videos?.Count > MaxPictures)
        ? post
        : post with { Pictures = [.. post.Pictures.Take(MaxPictures)], Videos = post.Videos?.Take(MaxPictures).ToList() };

    private static bool KeepsVideos(FetchPageInput input) => input.Bounds?.KeepsVideos == true;

    private static bool IsWaitingForFiles(PostRecord post) =>
        post.Stage == PostStage.Discovered || (post.IsJudged && post.OwesVideos);

    private static string? FindLoss(FetchPageInput input, Post found, IReadOnlyList<Post> listed) =>
        listed.First(post => post.Id == found.Id).Pictures.Count is > MaxPictures and var all
            ? $"Post {found.Id} of {input.Account} names {all} pictures: the first {MaxPictures} are taken, {all - MaxPictures} are not."
            : null;

    private static PostRecord Discover(FetchPageInput input, Post post, DateTimeOffset now, bool isFirstPass) => new()
    {
        Post = KeepsVideos(input) ? post : post with { Videos = null },
        FoundAt = now,
        IsBaseline = isFirstPass && post.IsUndated,
        Stage = post.Pictures.Count == 0 ? PostStage.Done : PostStage.Discovered,
        Pictures = [.. post.Pictures.Select(_ => new PictureRecord())],
        Videos = KeepsVideos(input) ? post.Videos?.Select(VideoRecord.Of).ToList() : null,
    };

    /// <param name="Listed">The posts of the page, none twice.</param>
    /// <param name="Readable">What is known of those that are wanted, without those whose records cannot be read.</param>
    /// <param name="Looked">How many are wanted.</param>
    /// <param name="Found">Those that are new, as far as the limit allows.</param>
    /// <param name="CutShort">True where the limit left out some.</param>
    /// <param name="Renewed">Those that are known.</param>
    private sealed record SeenPage(
        IReadOnlyList<Post> Listed,
        IReadOnlyList<PostLook> Readable,
        int Looked,
        IReadOnlyList<PostRecord> Found,
        bool CutShort,
        IReadOnlyList<RenewedPost> Renewed);

    /// <param name="Known">The post as it is kept.</param>
    /// <param name="Post">The same object where the page says nothing new of it.</param>
    private sealed record RenewedPost(Versioned<PostRecord> Known, PostRecord Post);
}
