using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Spotter.Watching;

namespace Spotter.FunctionsApp.Http;

/// <summary>What the functions of the API have in common.</summary>
internal static class Api
{
    /// <summary>Below this, every address of the API. The host puts it before the routes (<c>host.json</c>).</summary>
    public const string Root = "/api";

    /// <summary>The account that a route names; otherwise a 400 that says what is wrong.</summary>
    public static bool TryReadAccount(WatchMaker maker, string source, string handle, out AccountId account, [NotNullWhen(false)] out IResult? problem)
    {
        problem = null;
        if (!AccountId.TryParse($"{source}:{handle}", out account))
        {
            problem = BadRequest($"'{source}:{handle}' is not an account. Write source/handle, for example instagram/davesfreshpasta.");
            return false;
        }

        try
        {
            maker.RequireValid(account);
            return true;
        }
        catch (WatchException error)
        {
            problem = BadRequest(error.Message);
            return false;
        }
    }

    /// <summary>Where the status of a scan is.</summary>
    public static string ScanAddress(string instanceId) => $"{Root}/scans/{Uri.EscapeDataString(instanceId)}";

    public static IResult BadRequest(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest);

    public static IResult NotFound(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound);

    public static IResult NotWatched(AccountId account) => NotFound($"{account} is not watched. Watch it with PUT {Root}/accounts/{account.Source}/{account.Handle}.");
}
