using Spotter.Accounts;
using Spotter.Cli.Output;
using Spotter.Posts;
using Spotter.Scanning;
using Spotter.Watching;

namespace Spotter.Cli.Commands;

/// <summary>Finds the accounts that a command is about.</summary>
internal static class WatchedAccounts
{
    /// <summary>The accounts that were named, each once.</summary>
    /// <exception cref="WatchException">A text is no account.</exception>
    public static async Task<IReadOnlyList<AccountId>> ReadAsync(
        CommandHost host, IEnumerable<string> named, CancellationToken cancellationToken)
    {
        var accounts = new List<AccountId>();
        foreach (var text in named)
            accounts.Add(await host.Get<AccountNames>().FindAsync(text, cancellationToken));
        return [.. accounts.Distinct()];
    }

    /// <summary>All watches that can be read. Of each other one the terminal says what to do.</summary>
    public static async Task<IReadOnlyList<Watch>> ListAsync(CommandHost host, Terminal terminal, CancellationToken cancellationToken) =>
        await host.Get<WatchRepository>()
            .ListAsync(error => terminal.Problem(error.Message), cancellationToken)
            .ToListAsync(cancellationToken);

    /// <summary>True where there may be posts or scans of an account, watched or not.</summary>
    public static async Task<bool> WasScannedAsync(CommandHost host, AccountId account, CancellationToken cancellationToken) =>
        (await host.Get<ScanRepository>().FindProgressAsync(account, cancellationToken)).Scans > 0
        || await host.Get<PostRepository>().HasAnyAsync(account, cancellationToken);

    /// <summary>The accounts that were named, or all that have posts where none was, watched or not.</summary>
    /// <exception cref="UsageException">One of them neither is nor was watched.</exception>
    public static async Task<IReadOnlyList<AccountId>> ChooseStoredAsync(
        CommandHost host, Terminal terminal, string[] named, CancellationToken cancellationToken) => named.Length == 0
            ? await host.Get<PostRepository>().ListAccountsAsync(cancellationToken).ToListAsync(cancellationToken)
            : await ChooseAsync(host, terminal, named, cancellationToken);

    /// <summary>The accounts that were named, or all watched ones where none was.</summary>
    /// <exception cref="UsageException">One of them neither is nor was watched.</exception>
    public static async Task<IReadOnlyList<AccountId>> ChooseAsync(
        CommandHost host, Terminal terminal, string[] named, CancellationToken cancellationToken)
    {
        if (named.Length == 0)
            return [.. (await ListAsync(host, terminal, cancellationToken)).Select(watch => watch.Account)];

        var accounts = await ReadAsync(host, named, cancellationToken);
        foreach (var account in accounts)
            if (!await host.Get<WatchRepository>().IsWatchedAsync(account, cancellationToken) && !await WasScannedAsync(
                host, account, cancellationToken))
                throw new UsageException($"{account} is not watched. The accounts that are: spotter accounts list");
        return accounts;
    }
}
