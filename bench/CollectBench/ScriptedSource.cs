using System.Globalization;
using System.Text;
using Spotter.Calls;
using Spotter.Pictures;
using Spotter.Sources;

namespace CollectBench;

/// <summary>
/// Accounts as a seed makes them: of twenty one is private, one is missing and one was renamed, which is missing under its old name. Of the
/// calls 5 % are throttled and 1 % time out. It counts the calls itself, by the clock.
/// </summary>
internal sealed class ScriptedSource(VirtualClock clock, int accounts, int postsEach, int seed) : IPostSource
{
    /// <summary>What it says of an account that cannot be read.</summary>
    public const string Gone = "It is private, or there is none.";

    private const int CallsAnHour = 20;

    private readonly Lock _lock = new();
    private readonly Random _chance = new(seed);
    private readonly Queue<DateTimeOffset> _hour = new();

    public string Name => "scripted";

    public CallBudgetPlan Budget { get; } = new("scripted", [new CallWindow(CallsAnHour, TimeSpan.FromHours(1))]);

    public int Calls { get; private set; }

    public int Throttled { get; private set; }

    public int TimedOut { get; private set; }

    /// <summary>Calls that were the 21st or a later one within an hour.</summary>
    public int OverBudget { get; private set; }

    public IEnumerable<string> Handles => Enumerable.Range(0, accounts).Select(n => $"account{n:D4}");

    public static bool IsReachable(string handle) => NumberOf(handle) % 20 is not (3 or 9 or 15);

    /// <summary>The pictures of all accounts that can be reached.</summary>
    public IEnumerable<string> Pictures =>
        from handle in Handles
        where IsReachable(handle)
        from post in Enumerable.Range(0, postsEach)
        from picture in AddressesOf(handle, post)
        select picture;

    public string? FindHandleError(string handle) => null;

    public Task<PageResult> FetchPageAsync(PageRequest request, CancellationToken cancellationToken)
    {
        if (CountCall() is { } failure)
            return Task.FromResult(PageResult.Failed(failure));
        if (!IsReachable(request.Handle))
            return Task.FromResult(PageResult.Failed(new SourceFailure(FailureKind.Unavailable, Gone)));

        var first = request.Cursor is { } cursor ? int.Parse(cursor, CultureInfo.InvariantCulture) : 0;
        var posts = Enumerable.Range(first, Math.Min(request.Limit, postsEach - first)).Select(n => PostOf(request.Handle, n)).ToList();
        var next = first + posts.Count;
        return Task.FromResult(new PageResult
        {
            Posts = posts,
            NextCursor = next < postsEach ? next.ToString(CultureInfo.InvariantCulture) : null,
        });
    }

    // The bytes are the address: each picture is another one.
    public Task<PictureDownload> FetchPictureAsync(PostPicture picture, CancellationToken cancellationToken) =>
        Task.FromResult(new PictureDownload { Bytes = Encoding.UTF8.GetBytes(picture.Address) });

    private SourceFailure? CountCall()
    {
        lock (_lock)
        {
            var now = clock.Now;
            while (_hour.TryPeek(out var oldest) && oldest <= now.AddHours(-1))
                _hour.Dequeue();
            _hour.Enqueue(now);
            Calls++;
            OverBudget += _hour.Count > CallsAnHour ? 1 : 0;
            switch (_chance.NextDouble())
            {
                case < 0.05:
                    Throttled++;
                    return new SourceFailure(FailureKind.Throttled, "Too many calls.", TimeSpan.FromMinutes(5));
                case < 0.06:
                    TimedOut++;
                    return new SourceFailure(FailureKind.Transient, "No answer in time.");
                default:
                    return null;
            }
        }
    }

    private Post PostOf(string handle, int number) => new()
    {
        Id = $"{NumberOf(handle)}-{number}",
        PostedAt = clock.Start.AddMinutes(-number * 200),
        Caption = $"Post {number} of {handle}: today's soup is on the board.",
        Likes = number % 97,
        Comments = number % 7,
        Pictures = [.. AddressesOf(handle, number).Select(address => new PostPicture(address))],
    };

    // One to three, two on average.
    private static IEnumerable<string> AddressesOf(string handle, int post) =>
        Enumerable.Range(0, 1 + ((NumberOf(handle) + post) % 3)).Select(n => $"https://scripted/{handle}/{post}/{n}");

    private static int NumberOf(string handle) => int.Parse(handle.AsSpan(^4..), CultureInfo.InvariantCulture);
}
