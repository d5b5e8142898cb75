using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Spotter.State;
using Spotter.Watching;
using Spotter.Web.Feed;

namespace Spotter.Web.Api;

/// <summary>What was found, for programs.</summary>
internal sealed class PostCalls(PostSearch search, WatchRepository watches, TimeProvider time) : IPages
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/posts", ListAsync).WithTags("Posts")
            .WithSummary("Posts, the newest first, with the filters of the feed; 'next' is the cursor of the next part.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        routes.MapGet("/api/health", CheckAsync).WithTags("Health")
            .WithSummary("Whether the state can be read. Nobody is asked for a key.")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    // The parameters are read by the filter; they stand here for the description.
    private async Task<Ok<PostList>> ListAsync(
        HttpContext context, string? account, string? label, double? score, string? words, string? since, string? state, string? cursor)
    {
        var filter = FeedFilter.Read(context.Request.Query, time.GetUtcNow());
        var page = await search.FindAsync(filter, string.IsNullOrEmpty(cursor) ? null : cursor, context.RequestAborted);
        return TypedResults.Ok(new PostList([.. page.Posts.Select(PostItem.Of)], page.Next, page.LookedBackTo));
    }

    private async Task<Ok<HealthAnswer>> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await watches.ListAsync(static _ => { }, cancellationToken).AnyAsync(cancellationToken);
            return TypedResults.Ok(new HealthAnswer("healthy"));
        }
        catch (StateException error)
        {
            // Whoever asks need not be let in, and is not told where the state is.
            throw new StateException("The state cannot be used: spotter doctor says more.", error);
        }
    }
}
