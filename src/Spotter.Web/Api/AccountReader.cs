using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Spotter.Accounts;
using Spotter.Watching;

namespace Spotter.Web.Api;

/// <summary>Reads the account that an address of the API names.</summary>
internal sealed class AccountReader(AccountNames names)
{
    /// <summary>Where an account is.</summary>
    public const string Route = "/api/accounts/{source}/{handle}";

    /// <exception cref="WebException">It is no account.</exception>
    /// <exception cref="WatchException">It is none of a source that this host has.</exception>
    public async Task<AccountId> ReadAsync(string source, string handle, CancellationToken cancellationToken)
    {
        // ASP.NET Core decodes a route but for its slashes, which addresses of feeds and pages hold.
        var whole = Unescape(handle);
        return AccountId.TryParse($"{source}:{whole}", out var typed)
            ? names.RequireValid(await names.FindAsync(typed.ToString(), cancellationToken))
            : throw new WebException($"'{source}:{whole}' is not an account. Write source/handle, for example instagram/davesfreshpasta.");
    }

    /// <summary>A part of a route as it was before it was escaped.</summary>
    public static string Unescape(string part) => part.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>The address of an account.</summary>
    public static string AddressOf(AccountId account) => $"/api/accounts/{account.Source}/{Uri.EscapeDataString(account.Handle)}";

    /// <summary>What is told where an account is not watched.</summary>
    public static ProblemHttpResult NotWatched(AccountId account) => TypedResults.Problem(
        $"{account} is not watched. Watch it with PUT {AddressOf(account)}.", statusCode: StatusCodes.Status404NotFound);
}
