using Microsoft.AspNetCore.Http;
using Spotter.Accounts;
using Spotter.Watching;

namespace Spotter.FunctionsApp.Http;

/// <summary>What the functions of the API have in common.</summary>
internal static class Api
{
    /// <summary>Below this, every address of the API. The host puts it before the routes (<c>host.json</c>).</summary>
    public const string Root = "/api";

    /// <summary>The account that a route names; otherwise a 400 that says what is wrong.</summary>
    public static async Task<(AccountId Account, IResult? Problem)> ReadAccountAsync(
        AccountNames names, string source, string handle, CancellationToken cancellationToken)
    {
        // ASP.NET Core decodes a route but for its slashes, which addresses of feeds and pages hold.
        var whole = handle.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        if (!AccountId.TryParse($"{source}:{whole}", out var typed))
            return (
                typed, BadRequest($"'{source}:{whole}' is not an account. Write source/handle, for example instagram/davesfreshpasta."));

        try
        {
            return (names.RequireValid(await names.FindAsync(typed.ToString(), cancellationToken)), null);
        }
        catch (WatchException error)
        {
            return (typed, BadRequest(error.Message));
        }
    }

    /// <summary>Where the status of a scan is.</summary>
    public static string ScanAddress(string instanceId) => $"{Root}/scans/{Uri.EscapeDataString(instanceId)}";

    public static IResult BadRequest(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest);

    public static IResult NotFound(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound);

    public static IResult NotWatched(AccountId account) =>
        NotFound(
            $"{account} is not watched. Watch it with PUT {Root}/accounts/{account.Source}/{Uri.EscapeDataString(account.Handle)}.");
}
