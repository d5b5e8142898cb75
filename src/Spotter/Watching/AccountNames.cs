using Spotter.Accounts;
using Spotter.Sources;

namespace Spotter.Watching;

/// <summary>Finds the account that a person's words mean, however they are written.</summary>
public sealed class AccountNames(PostSources sources, WatchRepository watches)
{
    /// <summary>
    /// The account of <c>source:handle</c>, or of what one of the sources knows for its own: <c>@handle</c>, a pasted address.
    /// The account that is watched under another spelling of the handle comes before the usual spelling: an earlier version kept handles as
    /// they were typed.
    /// </summary>
    /// <exception cref="WatchException">The text is no account; the message shows the form.</exception>
    public async Task<AccountId> FindAsync(string text, CancellationToken cancellationToken)
    {
        var typed = Read(text);
        if (sources.Find(typed.Source) is not { } source)
            return typed;

        var usual = Normalise(source, typed);
        if (await watches.IsWatchedAsync(typed, cancellationToken))
            return typed;
        if (await watches.IsWatchedAsync(usual, cancellationToken))
            return usual;

        var same = await watches.ListAsync(source.Name, after: null, static _ => { }, cancellationToken)
            .FirstOrDefaultAsync(watch => Normalise(source, watch.Account) == usual, cancellationToken);
        return same?.Account ?? usual;
    }

    /// <summary>The account, if its source can have it.</summary>
    /// <exception cref="WatchException">There is no such source, or the handle cannot be one of its.</exception>
    public AccountId RequireValid(AccountId account)
    {
        if (sources.Find(account.Source) is not { } source)
            throw new WatchException($"There is no source '{account.Source}'. There are: {string.Join(", ", sources.Names)}.");
        if (source.FindHandleError(account.Handle) is { } error)
            throw new WatchException(error);

        return account;
    }

    private AccountId Read(string text)
    {
        // An address holds a colon too.
        var known = sources
            .Names.Select(sources.Get)
            .Where(source => source.Recognises(text.Trim()))
            .Select(source => $"{source.Name}:{text}")
            .FirstOrDefault();
        if (
            known is null
            && text.Trim().StartsWith("http", StringComparison.OrdinalIgnoreCase)
            && text.Contains("://", StringComparison.Ordinal)
        )
            throw new WatchException(
                $"'{text}' is not an address of a profile that Spotter knows. Write the account as source:handle, for example "
                    + $"instagram:davesfreshpasta; of a feed or a page write feed:{text.Trim()} or web:{text.Trim()}."
            );

        var words = known ?? text;
        return AccountId.TryParse(words, out var account) ? account : throw new WatchException(AccountId.FindError(words)!);
    }

    private static AccountId Normalise(IPostSource source, AccountId account) =>
        AccountId.Parse($"{source.Name}:{source.Normalise(account.Handle)}");
}
