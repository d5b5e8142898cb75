using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Spotter.Accounts;
using Spotter.Captions;
using Spotter.Posts;
using Spotter.Web.Feed;

namespace Spotter.Web.Api;

/// <summary>What was found, for programs.</summary>
internal sealed class PostCalls(PostSearch search, CaptionTallies tallies, AccountReader accounts, TimeProvider time) : IPages
{
    public void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Posts").ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapGet("/api/posts", ListAsync)
            .WithSummary("Posts, the newest first, with the filters of the feed; 'next' is the cursor of the next part.");
        group.MapGet("/api/posts/{source}/{handle}/{key}", ReadAsync)
            .WithSummary("One post, by the key that it has in a list of posts.").ProducesProblem(StatusCodes.Status404NotFound);
    }

    // The parameters are read by the filter; they stand here for the description.
    private async Task<Ok<PostList>> ListAsync(
        HttpContext context, string? account, string? label, double? score, string? words, string? since, string? state, string? cursor)
    {
        var filter = FeedFilter.Read(context.Request.Query, time.GetUtcNow());
        var page = await search.FindAsync(filter, string.IsNullOrEmpty(cursor) ? null : cursor, context.RequestAborted);
        var said = new Dictionary<AccountId, KeptPrediction?>();
        foreach (var whose in page.Posts.Select(post => post.Account).Distinct())
            said[whose] = await FindPredictionAsync(whose, context.RequestAborted);
        return TypedResults.Ok(
            new PostList([.. page.Posts.Select(post => PostItem.Of(post, said[post.Account]))], page.Next, page.LookedBackTo));
    }

    private async Task<Results<Ok<PostItem>, ProblemHttpResult>> ReadAsync(
        string source, string handle, string key, CancellationToken cancellationToken)
    {
        var account = await accounts.ReadAsync(source, handle, cancellationToken);
        var whole = AccountReader.Unescape(key);
        return PostKeys.CanBe(whole) && await search.FindAsync(account, whole, cancellationToken) is { } post
            ? TypedResults.Ok(PostItem.Of(post, await FindPredictionAsync(account, cancellationToken)))
            : TypedResults.Problem(
                $"{account} has no post '{whole}' here. GET /api/posts?account={Uri.EscapeDataString(account.ToString())} lists the keys.",
                statusCode: StatusCodes.Status404NotFound);
    }

    private async Task<KeptPrediction?> FindPredictionAsync(AccountId account, CancellationToken cancellationToken) =>
        (await tallies.FindPredictionAsync(account, cancellationToken))?.WithBestScores();
}
