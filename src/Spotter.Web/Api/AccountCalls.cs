using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Spotter.Posts;
using Spotter.Watching;

namespace Spotter.Web.Api;

/// <summary>The watches and what was found of each, for programs.</summary>
internal sealed partial class AccountCalls(
    WatchRepository watches, AccountReader accounts, WatchMaker maker, PostRepository posts, ILogger<AccountCalls> logger) : IPages
{
    private const int DefaultLimit = 50;
    private const int MaxPosts = 500;

    public void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Accounts").ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapGet("/api/accounts", ListAsync).WithSummary("All watches that can be read, in the order of their accounts.");
        group.MapPut(AccountReader.Route, PutAsync).WithSummary("Adds a watch (201) or changes it (200); what is absent is the default.");
        group.MapDelete(AccountReader.Route, DeleteAsync).WithSummary("Removes a watch. The account's posts and pictures stay.");
        group.MapGet(AccountReader.Route + "/posts", ListPostsAsync)
            .WithSummary("An account's posts, the newest first: 50, or limit; with failed=true those that were given up.");
    }

    private async Task<Ok<List<Watch>>> ListAsync(CancellationToken cancellationToken) => TypedResults.Ok(
        await watches.ListAsync(error => LogUnreadable(error.Message), cancellationToken).ToListAsync(cancellationToken));

    private async Task<Results<Created<Watch>, Ok<Watch>, ProblemHttpResult>> PutAsync(
        string source, string handle, WatchBody? body, CancellationToken cancellationToken)
    {
        var account = await accounts.ReadAsync(source, handle, cancellationToken);
        body ??= new WatchBody();
        var make = await maker.MakeAsync(
            new WatchChange
            {
                Schedule = body.Schedule,
                TimeZone = body.TimeZone,
                Model = body.Model,
                CaptionModel = body.CaptionModel,
                Rules = [.. (body.Rules ?? []).Select(rule => rule ?? "")],
            },
            cancellationToken);
        var watch = make(account) with { Paused = body.Paused };
        if (await watches.TryAddAsync(watch, cancellationToken))
            return TypedResults.Created((string?)null, watch);

        var changed = await watches.UpdateAsync(account, present => watch with { Since = present.Since }, cancellationToken);
        return changed is null ? AccountReader.NotWatched(account) : TypedResults.Ok(changed);
    }

    private async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        string source, string handle, CancellationToken cancellationToken)
    {
        var account = await accounts.ReadAsync(source, handle, cancellationToken);
        return await watches.RemoveAsync(account, cancellationToken) ? TypedResults.NoContent() : AccountReader.NotWatched(account);
    }

    private async Task<Ok<List<PostRecord>>> ListPostsAsync(
        string source, string handle, string? limit, string? failed, CancellationToken cancellationToken)
    {
        var account = await accounts.ReadAsync(source, handle, cancellationToken);
        var list = posts.ListWithDamagedAsync(account, after: null, cancellationToken)
            .Select(post => post.Post)
            .Where(post => failed != "true" || post.Stage == PostStage.Failed)
            .Take(ReadLimit(limit));
        return TypedResults.Ok(await list.ToListAsync(cancellationToken));
    }

    private static int ReadLimit(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return DefaultLimit;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxPosts
            ? limit
            : throw new WebException($"limit must be a whole number from 1 to {MaxPosts}.");
    }

    [LoggerMessage(LogLevel.Error, "{Problem}")]
    private partial void LogUnreadable(string problem);
}
