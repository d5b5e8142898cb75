using System.Text;
using Spotter.Calls;
using Spotter.Pictures;
using Spotter.Sources;

namespace Spotter.Tests.Scanning;

/// <summary>A source whose accounts, pages and failures a test writes down. The bytes of a picture are its address.</summary>
internal sealed class ScriptedSource(CallBudgetPlan budget) : IPostSource
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<Post>> _accounts = [];
    private readonly Dictionary<string, Queue<PageResult?>> _faults = [];
    private readonly Dictionary<string, Queue<SourceFailure>> _pictureFaults = [];
    private readonly Dictionary<string, int> _picturesAsked = [];
    private readonly Dictionary<string, Queue<VideoDownload>> _videoFaults = [];

    public string Name => "scripted";

    public CallBudgetPlan Budget => budget with { IsOfAddress = IsOfAddress };

    /// <summary>True where it knows who asks by the address alone.</summary>
    public bool IsOfAddress { get; set; }

    public int PageSize { get; set; } = 3;

    public bool MayPostsMove { get; set; } = true;

    public bool IsNewestFirst { get; set; } = true;

    /// <summary>What stands for the newest page; null where it cannot be asked for.</summary>
    public string? Mark { get; set; }

    /// <summary>The calls that came, as <c>handle cursor</c>.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>How many posts were asked for in each of them.</summary>
    public List<int> Limits { get; } = [];

    public void Add(string handle, params IEnumerable<Post> posts)
    {
        lock (_lock)
        {
            if (!_accounts.TryGetValue(handle, out var list))
                _accounts[handle] = list = [];
            list.AddRange(posts);
        }
    }

    /// <summary>The next calls for the handle get these answers; null passes a call through.</summary>
    public void Answer(string handle, params IEnumerable<PageResult?> results) => _faults[handle] = new Queue<PageResult?>(results);

    public void BreakPicture(string address, params IEnumerable<SourceFailure> failures) =>
        _pictureFaults[address] = new Queue<SourceFailure>(failures);

    public void MendPicture(string address) => _pictureFaults.Remove(address);

    /// <summary>How often a picture was asked for.</summary>
    public int PicturesAsked(string address) => _picturesAsked.GetValueOrDefault(address);

    /// <summary>Puts a post in the place of the one of that id.</summary>
    public void Replace(string handle, string id, Post post)
    {
        lock (_lock)
            _accounts[handle][_accounts[handle].FindIndex(old => old.Id == id)] = post;
    }

    public string? FindHandleError(string handle) => handle.Contains(' ') ? $"'{handle}' cannot be a handle." : null;

    public Task<PageResult> FetchPageAsync(PageRequest request, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Limits.Add(request.Limit);
            Calls.Add($"{request.Handle} {request.Cursor}".TrimEnd());
            if (_faults.TryGetValue(request.Handle, out var faults) && faults.TryDequeue(out var fault) && fault is not null)
                return Task.FromResult(fault);
            if (request.Mark is not null && request.Mark == Mark)
                return Task.FromResult(new PageResult { IsUnchanged = true, Mark = Mark });
            if (!_accounts.TryGetValue(request.Handle, out var posts))
                return Task.FromResult(PageResult.Failed(new SourceFailure(FailureKind.Unavailable, $"There is no {request.Handle}.")));

            var ordered = posts
                .OrderByDescending(post => post.Id.StartsWith("pinned", StringComparison.Ordinal))
                .ThenByDescending(post => post.PostedAt)
                .ToList();
            var start = request.Cursor is null ? 0 : int.Parse(request.Cursor);
            var end = start + Math.Min(PageSize, request.Limit);
            return Task.FromResult(new PageResult
            {
                Posts = [.. ordered.Skip(start).Take(end - start).Select(post => request.KeepsRaw ? post : post with { Raw = null })],
                NextCursor = end < ordered.Count ? end.ToString() : null,
                Mark = Mark,
            });
        }
    }

    /// <summary>The next attempts at a video get these answers; then it comes.</summary>
    public void BreakVideo(string address, params IEnumerable<VideoDownload> answers) =>
        _videoFaults[address] = new Queue<VideoDownload>(answers);

    /// <summary>The videos that were asked for, in turn.</summary>
    public List<string> VideosAsked { get; } = [];

    /// <summary>Happens when a video is asked for.</summary>
    public Action<string> WhileFetchingVideo { get; set; } = _ => { };

    public Task<VideoDownload> FetchVideoAsync(string address, VideoDownloader downloader, CancellationToken cancellationToken)
    {
        WhileFetchingVideo(address);
        lock (_lock)
        {
            VideosAsked.Add(address);
            return Task.FromResult(_videoFaults.TryGetValue(address, out var faults) && faults.TryDequeue(out var answer)
                ? answer
                : new VideoDownload { Id = PictureId.Of(Encoding.UTF8.GetBytes(address)), Length = address.Length });
        }
    }

    public Task<PictureDownload> FetchPictureAsync(PostPicture picture, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _picturesAsked[picture.Address] = PicturesAsked(picture.Address) + 1;
            return Task.FromResult(_pictureFaults.TryGetValue(picture.Address, out var faults) && faults.TryDequeue(out var failure)
                ? PictureDownload.Failed(failure)
                : new PictureDownload { Bytes = Encoding.UTF8.GetBytes(picture.Address) });
        }
    }
}
