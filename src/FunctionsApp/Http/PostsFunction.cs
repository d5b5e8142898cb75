using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Spotter.Posts;
using Spotter.Watching;

namespace Spotter.FunctionsApp.Http;

/// <summary>Shows what was found.</summary>
public sealed class PostsFunction(AccountNames names, PostRepository posts)
{
    private const int DefaultLimit = 50;
    private const int MaxPosts = 500;

    /// <summary>
    /// An account's posts, the newest first: <c>?limit=50</c> (1 to 500), <c>?failed=true</c> for those that were given up.
    /// </summary>
    [Function("Posts")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "accounts/{source}/{handle}/posts")] HttpRequest request,
        string source,
        string handle,
        CancellationToken cancellationToken)
    {
        var (account, problem) = await Api.ReadAccountAsync(names, source, handle, cancellationToken);
        if (problem is not null)
            return problem;
        if (!TryReadLimit(request.Query["limit"], out var limit))
            return Api.BadRequest($"limit must be a whole number from 1 to {MaxPosts}.");

        var failedOnly = request.Query["failed"] == "true";
        IReadOnlyList<PostRecord> list = await posts.ListAsync(account, cancellationToken)
            .Where(post => !failedOnly || post.Stage == PostStage.Failed)
            .Take(limit)
            .ToListAsync(cancellationToken);
        return TypedResults.Json(list, ApiJson.Default.IReadOnlyListPostRecord);
    }

    private static bool TryReadLimit(string? text, out int limit)
    {
        limit = DefaultLimit;
        return string.IsNullOrEmpty(text) || (int.TryParse(text, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MaxPosts);
    }
}
