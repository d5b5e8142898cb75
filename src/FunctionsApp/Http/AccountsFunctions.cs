using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Spotter.Calls;
using Spotter.Watching;

namespace Spotter.FunctionsApp.Http;

/// <summary>Lists, adds, changes and removes watches.</summary>
public sealed partial class AccountsFunctions(
    WatchRepository watches, AccountNames names, WatchMaker maker, ILogger<AccountsFunctions> logger)
{
    // A watch of a hundred long rules is a tenth of this.
    private const int MaxBodyBytes = 65_536;

    /// <summary>All watches that can be read, in the order of their accounts. Of each other one the log says what to do.</summary>
    [Function("Accounts")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "accounts")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<Watch> list = await watches
            .ListAsync(error => LogUnreadable(error.Message), cancellationToken)
            .ToListAsync(cancellationToken);
        return TypedResults.Json(list, ApiJson.Default.IReadOnlyListWatch);
    }

    /// <summary>
    /// Adds a watch (201) or changes it (200); an empty body means every default, and 413 one that is too long for a watch. What was posted
    /// before a watch began is never alerted on.
    /// </summary>
    [Function("PutAccount")]
    public async Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "accounts/{source}/{handle}")] HttpRequest request,
        string source,
        string handle,
        CancellationToken cancellationToken)
    {
        var (account, problem) = await Api.ReadAccountAsync(names, source, handle, cancellationToken);
        if (problem is not null)
            return problem;

        try
        {
            // Whether there is a body cannot be told from its length: one that comes in chunks has none.
            if (await BoundedBytes.ReadAsync(request.Body, MaxBodyBytes, cancellationToken) is not { } bytes)
                return TypedResults.Problem(
                    $"The body has more than {MaxBodyBytes} bytes.", statusCode: StatusCodes.Status413PayloadTooLarge);

            var body = bytes.Length == 0
                ? new WatchBody()
                : JsonSerializer.Deserialize(bytes, ApiJson.Default.WatchBody) ?? new WatchBody();
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
            return await SaveAsync(make(account) with { Paused = body.Paused }, cancellationToken);
        }
        catch (JsonException error)
        {
            return Api.BadRequest($"The body cannot be read: {error.Message}");
        }
        catch (InputException error)
        {
            return Api.BadRequest(error.Message);
        }
    }

    /// <summary>Removes a watch: 204, or 404 where there was none. The account's posts and pictures stay.</summary>
    [Function("DeleteAccount")]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "accounts/{source}/{handle}")] HttpRequest request,
        string source,
        string handle,
        CancellationToken cancellationToken)
    {
        var (account, problem) = await Api.ReadAccountAsync(names, source, handle, cancellationToken);
        if (problem is not null)
            return problem;

        return await watches.RemoveAsync(account, cancellationToken) ? TypedResults.NoContent() : Api.NotWatched(account);
    }

    private async Task<IResult> SaveAsync(Watch watch, CancellationToken cancellationToken)
    {
        if (await watches.TryAddAsync(watch, cancellationToken))
            return TypedResults.Json(watch, ApiJson.Default.Watch, statusCode: StatusCodes.Status201Created);

        var changed = await watches.UpdateAsync(watch.Account, present => watch with { Since = present.Since }, cancellationToken);
        return changed is null ? Api.NotWatched(watch.Account) : TypedResults.Json(changed, ApiJson.Default.Watch);
    }

    [LoggerMessage(LogLevel.Error, "{Problem}")]
    private partial void LogUnreadable(string problem);
}
