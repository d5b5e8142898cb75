using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Spotter.Posts;
using Spotter.State;

namespace Spotter.Web.News;

/// <summary>
/// Tells what is new, whatever process stored it: as server-sent events, and by long polling where a host or a proxy holds no stream open.
/// </summary>
internal sealed class EventPages(PostFeed feed, SiteHost host, TimeProvider time) : IPages
{
    /// <summary>How many may listen at a time; each looks at the state by itself.</summary>
    public const int MaxListeners = 32;

    /// <summary>For how many seconds an answer may be held back.</summary>
    public const int MaxWait = 25;

    private const int MaxCounted = 50;

    // A connection that nobody ends is opened anew by the browser.
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private int _listeners;

    public void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Posts").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        if (host.NewsEvery is null)
            group.MapGet("/api/events", Listen)
                .WithSummary("How many posts are newer than a place in the feed, as server-sent events of the type 'posts'.")
                .Produces(StatusCodes.Status200OK, contentType: "text/event-stream");
        group.MapGet("/api/news", AskAsync)
            .WithSummary("How many posts are newer than a place in the feed; with wait=SECONDS as soon as there are more than 'known'.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private IResult Listen(HttpContext context, string? after)
    {
        if (!TryListen(context.Response))
            return TooMany();

        return TypedResults.ServerSentEvents(ListAsync(context.Response, after ?? "", context.RequestAborted));
    }

    private async Task<Results<Ok<FeedNews>, ProblemHttpResult>> AskAsync(HttpContext context, string? after, int? known, int? wait)
    {
        if (wait is < 0 or > MaxWait || known < 0)
            throw new WebException($"wait must be a number of seconds from 0 to {MaxWait}, and known a number of posts.");
        if (wait > 0 && !TryListen(context.Response))
            return TooMany();

        context.Response.Headers.CacheControl = "no-store";
        var end = time.GetUtcNow() + TimeSpan.FromSeconds(wait ?? 0);
        var count = await CountAsync(after ?? "", context.RequestAborted);
        while (count <= (known ?? 0) && time.GetUtcNow() < end && !context.RequestAborted.IsCancellationRequested)
        {
            await WaitAsync(context.RequestAborted);
            count = await CountAsync(after ?? "", context.RequestAborted);
        }

        return TypedResults.Ok(NewsOf(count));
    }

    private bool TryListen(HttpResponse response)
    {
        if (Interlocked.Increment(ref _listeners) > MaxListeners)
        {
            Interlocked.Decrement(ref _listeners);
            return false;
        }

        response.OnCompleted(() =>
        {
            Interlocked.Decrement(ref _listeners);
            return Task.CompletedTask;
        });
        return true;
    }

    private static ProblemHttpResult TooMany() => TypedResults.Problem(
        $"{MaxListeners} listen already. Try again later.", statusCode: StatusCodes.Status503ServiceUnavailable);

    private static FeedNews NewsOf(int count) => new(Math.Min(count, MaxCounted), count > MaxCounted);

    private async IAsyncEnumerable<SseItem<FeedNews>> ListAsync(
        HttpResponse response, string after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Whoever listens knows at once that it does.
        await response.Body.FlushAsync(cancellationToken);
        var told = 0;
        var end = time.GetUtcNow() + Lasts;
        while (time.GetUtcNow() < end && !cancellationToken.IsCancellationRequested)
        {
            var count = await CountAsync(after, cancellationToken);
            if (count > told)
                yield return new SseItem<FeedNews>(NewsOf(count), "posts");
            told = Math.Max(told, count);
            await WaitAsync(cancellationToken);
        }
    }

    // Where the state cannot be read now, it is looked at again.
    private async Task<int> CountAsync(string after, CancellationToken cancellationToken)
    {
        try
        {
            var newest = await feed.ListAsync(cursor: null, MaxCounted + 1, cancellationToken);
            return after.Length == 0 ? newest.Entries.Count : newest.Entries.TakeWhile(entry => IsNewer(entry.Place, after)).Count();
        }
        catch (StateException)
        {
            return 0;
        }
    }

    // Newer months sort last, newer posts of a month first.
    private static bool IsNewer(string place, string after)
    {
        var months = string.CompareOrdinal(place, 0, after, 0, "2026-11".Length);
        return months > 0 || (months == 0 && string.CompareOrdinal(place, after) < 0);
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(LookEvery, time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Whoever listened has gone.
        }
    }
}
