using Spotter.Watching;

namespace Spotter.Cli.Commands;

/// <summary>Finds the accounts that a command is about.</summary>
internal static class WatchedAccounts
{
    /// <summary>The accounts that were named, or all watched ones where none was.</summary>
    /// <exception cref="UsageException">One of them is not watched.</exception>
    public static async Task<IReadOnlyList<AccountId>> ChooseAsync(CommandHost host, string[] named, CancellationToken cancellationToken)
    {
        var watches = host.Get<WatchRepository>();
        if (named.Length == 0)
            return await watches.ListAsync(cancellationToken).Select(watch => watch.Account).ToListAsync(cancellationToken);

        var accounts = CommandOptions.ParseAccounts(named);
        foreach (var account in accounts)
            if (await watches.FindAsync(account, cancellationToken) is null)
                throw new UsageException($"{account} is not watched. The accounts that are: spotter accounts list");
        return accounts;
    }
}
