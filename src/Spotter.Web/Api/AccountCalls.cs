using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Spotter.Accounts;
using Spotter.Scanning;
using Spotter.Watching;

namespace Spotter.Web.Api;

/// <summary>The watches and their scans, for programs: the calls that the Azure app has, too.</summary>
internal sealed class AccountCalls(
    WatchRepository watches, AccountNames names, WatchMaker maker, ScanRepository scans, IScanStarter starter) : IPages
{
    private const string Account = "/api/accounts/{source}/{handle}";

    public void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Accounts").ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapGet("/api/accounts", ListAsync).WithSummary("All watches that can be read, in the order of their accounts.");
        group.MapPut(Account, PutAsync).WithSummary("Adds a watch (201) or changes it (200); what is absent is the default.");
        group.MapDelete(Account, DeleteAsync).WithSummary("Removes a watch. The account's posts and pictures stay.");
        group.MapPost(Account + "/rescan", RescanAsync).WithSummary("Starts a scan of new posts, or with mode=history of all.");
        group.MapGet(Account + "/scans", ListScansAsync).WithSummary("What the remembered scans of an account did, the latest first.");
    }

    private async Task<Ok<List<Watch>>> ListAsync(CancellationToken cancellationToken) =>
        TypedResults.Ok(await watches.ListAsync(static _ => { }, cancellationToken).ToListAsync(cancellationToken));

    private async Task<Results<Created<Watch>, Ok<Watch>, ProblemHttpResult>> PutAsync(
        string source, string handle, WatchBody? body, CancellationToken cancellationToken)
    {
        var account = await ReadAsync(source, handle, cancellationToken);
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
        return changed is null ? NotWatched(account) : TypedResults.Ok(changed);
    }

    private async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        string source, string handle, CancellationToken cancellationToken)
    {
        var account = await ReadAsync(source, handle, cancellationToken);
        return await watches.RemoveAsync(account, cancellationToken) ? TypedResults.NoContent() : NotWatched(account);
    }

    private async Task<Results<Accepted, ProblemHttpResult>> RescanAsync(
        string source, string handle, string? mode, bool? retryFailed, CancellationToken cancellationToken)
    {
        var account = await ReadAsync(source, handle, cancellationToken);
        var scan = new ScanRequest(account, ReadMode(mode), RetryFailed: retryFailed ?? false, IsAsked: true);
        if (!await watches.IsWatchedAsync(account, cancellationToken))
            return NotWatched(account);

        return await starter.TryStartAsync(scan, cancellationToken)
            ? TypedResults.Accepted($"/api/accounts/{source}/{Uri.EscapeDataString(handle)}/scans")
            : TypedResults.Problem($"A scan of {account} is running already.", statusCode: StatusCodes.Status409Conflict);
    }

    private async Task<Ok<List<ScanSummary>>> ListScansAsync(string source, string handle, CancellationToken cancellationToken)
    {
        var account = await ReadAsync(source, handle, cancellationToken);
        var list = scans.ListAsync(account, cancellationToken).OrderByDescending(scan => scan.StartedAt);
        return TypedResults.Ok(await list.ToListAsync(cancellationToken));
    }

    private static ScanMode ReadMode(string? text) => text switch
    {
        null or "" or "new" => ScanMode.New,
        "history" => ScanMode.History,
        _ => throw new WebException("mode must be new or history."),
    };

    private async Task<AccountId> ReadAsync(string source, string handle, CancellationToken cancellationToken)
    {
        // ASP.NET Core decodes a route but for its slashes, which addresses of feeds and pages hold.
        var whole = handle.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        return AccountId.TryParse($"{source}:{whole}", out var typed)
            ? names.RequireValid(await names.FindAsync(typed.ToString(), cancellationToken))
            : throw new WebException($"'{source}:{whole}' is not an account. Write source/handle, for example instagram/davesfreshpasta.");
    }

    private static ProblemHttpResult NotWatched(AccountId account) => TypedResults.Problem(
        $"{account} is not watched. Watch it with PUT /api/accounts/{account.Source}/{Uri.EscapeDataString(account.Handle)}.",
        statusCode: StatusCodes.Status404NotFound);
}
