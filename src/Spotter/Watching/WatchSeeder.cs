using Microsoft.Extensions.Options;
using Spotter.Accounts;

namespace Spotter.Watching;

/// <summary>Adds the watches that the settings name, for hosts that are set up by settings alone.</summary>
public sealed class WatchSeeder(WatchRepository watches, AccountNames names, WatchMaker maker, IOptions<WatchingOptions> options)
{
    private static readonly string[] DefaultRules = ["specials-board"];

    /// <summary>Adds each account of <see cref="WatchingOptions.Accounts"/> that is not watched yet.</summary>
    /// <returns>The accounts that were added.</returns>
    /// <exception cref="WatchException">There can be no such watch; the message names the setting.</exception>
    public async Task<IReadOnlyList<AccountId>> SeedAsync(CancellationToken cancellationToken)
    {
        var added = new List<AccountId>();
        foreach (var text in options.Value.Accounts)
        {
            var account = await FindAsync(text, cancellationToken);
            if (!await watches.IsWatchedAsync(account, cancellationToken) && await watches.TryAddAsync(
                await MakeAsync(account, cancellationToken), cancellationToken))
                added.Add(account);
        }

        return added;
    }

    private async Task<AccountId> FindAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            return await names.FindAsync(text, cancellationToken);
        }
        catch (WatchException error)
        {
            throw new WatchException($"Watching:Accounts: {error.Message}", error);
        }
    }

    private async Task<Watch> MakeAsync(AccountId account, CancellationToken cancellationToken)
    {
        try
        {
            var rules = options.Value.Rules.Count > 0 ? options.Value.Rules.AsReadOnly() : (IReadOnlyList<string>)DefaultRules;
            return (await maker.MakeAsync(null, null, null, rules, cancellationToken))(names.RequireValid(account));
        }
        catch (InputException error)
        {
            throw new WatchException($"Watching:Accounts and Watching:Rules: {error.Message}", error);
        }
    }
}
