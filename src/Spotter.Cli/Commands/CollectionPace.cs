using Spotter.Accounts;
using Spotter.Calls;

namespace Spotter.Cli.Commands;

/// <summary>Says how long a collection still takes: by its call budgets, and by how fast it went so far, whichever is slower.</summary>
/// <param name="budgets">The windows of each source, of all its proxies together.</param>
/// <param name="pageSize">How many posts a page has, until it is seen.</param>
/// <param name="maxPosts">The most posts of an account; null for all.</param>
/// <param name="maxPages">The most pages that are read of an account; null for all.</param>
internal sealed class CollectionPace(
    IReadOnlyDictionary<string, IReadOnlyList<CallWindow>> budgets, int pageSize, int? maxPosts, int? maxPages)
{
    // Fewer say little of what an account has.
    private const int LeastPages = 3;

    /// <summary>The time left; null where nobody can say how many pages there are.</summary>
    /// <param name="accounts">All accounts, those that are done, too.</param>
    /// <param name="elapsed">How long it went on so far.</param>
    public TimeSpan? FindRest(IReadOnlyList<PacedAccount> accounts, TimeSpan elapsed)
    {
        var open = accounts.Where(account => !account.HasEnded).ToList();
        if (open.Count == 0)
            return TimeSpan.Zero;
        if (FindPagesOfEach(accounts) is not { } each)
            return null;

        var left = open.Select(account => (account.Account.Source, Pages: Math.Max(1, each - account.Pages))).ToList();
        var byBudget = left.GroupBy(one => one.Source).Max(source => source.Sum(one => one.Pages) * SecondsOfCall(source.Key));
        var read = accounts.Sum(account => account.Pages);
        var byPace = read < LeastPages ? 0 : left.Sum(one => one.Pages) * elapsed.TotalSeconds / read;
        return TimeSpan.FromSeconds(Math.Max(byBudget, byPace));
    }

    private double SecondsOfCall(string source) => budgets.GetValueOrDefault(source)?
        .Select(window => window.Span.TotalSeconds / window.Calls)
        .DefaultIfEmpty()
        .Max() ?? 0;

    private double? FindPagesOfEach(IReadOnlyList<PacedAccount> accounts)
    {
        var (pages, posts) = (accounts.Sum(account => account.Pages), accounts.Sum(account => account.Posts));
        var perPage = pages >= LeastPages && posts > 0 ? Math.Max(1, posts / (double)pages) : pageSize;
        var ended = accounts.Where(account => account is { HasEnded: true, Pages: > 0 }).ToList();
        double?[] known =
        [
            maxPosts is { } most ? Math.Ceiling(most / perPage) : null,
            maxPages,
            ended.Count > 0 ? ended.Average(account => account.Pages) : null,
        ];
        return known.Min();
    }
}

/// <summary>How far an account has come in this run.</summary>
/// <param name="Account">The account.</param>
/// <param name="Pages">How many pages were read of it.</param>
/// <param name="Posts">How many posts were new on them.</param>
/// <param name="HasEnded">True where nothing more is done of it in this run.</param>
internal sealed record PacedAccount(AccountId Account, int Pages, int Posts, bool HasEnded);
