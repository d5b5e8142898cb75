using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Spotter.Web.Feed;

namespace Spotter.Web.Api;

/// <summary>What was found, for programs.</summary>
internal sealed class PostCalls(PostSearch search, TimeProvider time) : IPages
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/posts", ListAsync).WithTags("Posts")
        .WithSummary("Posts, the newest first, with the filters of the feed; 'next' is the cursor of the next part.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    // The parameters are read by the filter; they stand here for the description.
    private async Task<Ok<PostList>> ListAsync(
        HttpContext context, string? account, string? label, double? score, string? words, string? since, string? state, string? cursor)
    {
        var filter = FeedFilter.Read(context.Request.Query, time.GetUtcNow());
        var page = await search.FindAsync(filter, string.IsNullOrEmpty(cursor) ? null : cursor, context.RequestAborted);
        return TypedResults.Ok(new PostList([.. page.Posts.Select(PostItem.Of)], page.Next, page.LookedBackTo));
    }
}
