using Microsoft.Extensions.Options;
using Spotter.Accounts;
using Spotter.Corrections;
using Spotter.Posts;
using Spotter.Reporting.Counting;
using Spotter.Reporting.Explaining;
using Spotter.Reporting.Reading;
using Spotter.State;
using Spotter.Watching;

namespace Spotter.Reporting;

/// <summary>Reads posts one after the other, once, and says what they tell of what people like.</summary>
public sealed class FindingsGatherer(
    PostRepository posts, PictureLabels labels, WatchRepository watches, IOptions<WatchingOptions> defaults, TimeProvider time)
{
    private const int MaxProblems = 50;

    /// <summary>Computes them.</summary>
    /// <param name="request">Which posts.</param>
    /// <param name="progress">Told how many of how many accounts were read; null for nobody.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ReportingException">The range makes no sense, or an account has no posts.</exception>
    /// <exception cref="StateException">The state cannot be read.</exception>
    public async Task<Findings> GatherAsync(FindingsRequest request, Action<int, int>? progress, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        request.RequireRange(now);
        await RequirePostsAsync(request.Accounts ?? [], cancellationToken);
        // They grow with what people do, and not with the posts.
        var said = await labels.ListAsync(cancellationToken).ToDictionaryAsync(
            label => label.Picture, cancellationToken: cancellationToken);
        var zones = await ListZonesAsync(cancellationToken);
        var accounts = await ListAccountsAsync(request, cancellationToken);
        var (tally, problems) = (new Tally(), new List<string>());
        // One account is explained while the next one is read.
        var explaining = Task.FromResult<Explanation?>(null);
        foreach (var (done, account) in accounts.Index())
        {
            progress?.Invoke(done, accounts.Count);
            var reader = new PostReader(new ZoneClock(zones.GetValueOrDefault(account, FindZone(defaults.Value.TimeZone))), said);
            var own = new AccountTally(account, reader);
            await foreach (var (key, post) in posts.ListCountedAsync(account, request.Since, request.Until, Tell, cancellationToken))
            {
                var read = reader.Read(key, post);
                tally.Add(read);
                own.Add(read);
            }

            tally.Add(own);
            AddExplained(tally, await explaining);
            explaining = own.All.Posts == 0
                ? Task.FromResult<Explanation?>(null)
                : Task.Run<Explanation?>(() => LikesExplainer.Explain(account, own.Traits, request.New), cancellationToken);
        }

        AddExplained(tally, await explaining);
        progress?.Invoke(accounts.Count, accounts.Count);
        return tally.Conclude(request, now, problems);

        void Tell(RecordException error)
        {
            if (problems.Count < MaxProblems)
                problems.Add(error.Message);
        }
    }

    private static void AddExplained(Tally tally, Explanation? explanation)
    {
        if (explanation is not null)
            tally.Add(explanation);
    }

    private async Task RequirePostsAsync(IReadOnlyList<AccountId> accounts, CancellationToken cancellationToken)
    {
        foreach (var account in accounts)
            if (!await watches.IsWatchedAsync(account, cancellationToken) && !await posts.HasAnyAsync(account, cancellationToken))
                throw new ReportingException(
                    $"{account} has no posts here and is not watched. Is it spelt as where it was watched, collected or imported?");
    }

    private async Task<IReadOnlyList<AccountId>> ListAccountsAsync(FindingsRequest request, CancellationToken cancellationToken) =>
        request.Accounts is { } named
            ? [.. named.Distinct()]
            : await posts.ListAccountsAsync(cancellationToken).ToListAsync(cancellationToken);

    private async Task<Dictionary<AccountId, TimeZoneInfo>> ListZonesAsync(CancellationToken cancellationToken) =>
        await watches.ListAsync(static _ => { }, cancellationToken).ToDictionaryAsync(
            watch => watch.Account,
            watch => FindZone(watch.TimeZone ?? defaults.Value.TimeZone),
            cancellationToken: cancellationToken);

    private static TimeZoneInfo FindZone(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;
}
