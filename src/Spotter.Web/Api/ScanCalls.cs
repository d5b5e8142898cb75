using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Spotter.Accounts;
using Spotter.Scanning;
using Spotter.Watching;

namespace Spotter.Web.Api;

/// <summary>Scans, for programs.</summary>
internal sealed partial class ScanCalls(
    WatchRepository watches,
    AccountReader accounts,
    ScanRepository scans,
    IScanStarter starter,
    IEnumerable<IScanStatuses> statuses,
    TimeProvider time,
    ILogger<ScanCalls> logger) : IPages
{
    private const string Scan = "/api/scans/";

    // A host that keeps none has no such address.
    private readonly IScanStatuses? _statuses = statuses.FirstOrDefault();

    public void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Scans").ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapPost(AccountReader.Route + "/rescan", StartAsync)
            .WithSummary("Starts a scan of new posts, or with mode=history of all; with bounds a collection, which needs no watch.");
        group.MapGet(AccountReader.Route + "/scans", ListAsync)
            .WithSummary("What the remembered scans of an account did, the latest first.");
        if (_statuses is not null)
            group.MapGet(Scan + "{id}", ReadStatusAsync)
                .WithSummary("How a scan goes. Those that ended long ago are not known any more.");
    }

    private async Task<Results<Accepted<RescanStarted>, ProblemHttpResult>> StartAsync(
        string source, string handle, [AsParameters] RescanQuery query, CancellationToken cancellationToken)
    {
        var account = await accounts.ReadAsync(source, handle, cancellationToken);
        var scan = query.RequestFor(account, time.GetUtcNow());
        if (scan.Bounds is null && !await watches.IsWatchedAsync(account, cancellationToken))
            return AccountReader.NotWatched(account);

        var start = await starter.StartAsync(scan, cancellationToken);
        var address = AddressOf(account, start.Id);
        return start.IsNew ? TypedResults.Accepted(address, new RescanStarted(start.Id, address)) : Running(account, address);
    }

    private string AddressOf(AccountId account, string id) => _statuses is null
        ? $"{AccountReader.AddressOf(account)}/scans"
        : Scan + Uri.EscapeDataString(id);

    private static ProblemHttpResult Running(AccountId account, string address) => TypedResults.Problem(
        new ProblemDetails
        {
            Status = StatusCodes.Status409Conflict,
            Detail = $"A scan of {account} is running. How it goes: GET {address}",
            Extensions = { ["address"] = address },
        });

    private async Task<Ok<List<ScanSummary>>> ListAsync(string source, string handle, CancellationToken cancellationToken)
    {
        var account = await accounts.ReadAsync(source, handle, cancellationToken);
        var list = scans.ListAsync(account, error => LogUnreadable(error.Message), cancellationToken)
            .OrderByDescending(scan => scan.StartedAt);
        return TypedResults.Ok(await list.ToListAsync(cancellationToken));
    }

    private async Task<Results<Ok<ShownScan>, ProblemHttpResult>> ReadStatusAsync(string id, CancellationToken cancellationToken) =>
        await _statuses!.FindAsync(id, cancellationToken) is { } scan
            ? TypedResults.Ok(scan)
            : TypedResults.Problem($"There is no scan '{id}'.", statusCode: StatusCodes.Status404NotFound);

    [LoggerMessage(LogLevel.Error, "{Problem}")]
    private partial void LogUnreadable(string problem);
}
