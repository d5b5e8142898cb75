using Microsoft.Extensions.Options;
using Spotter.Accounts;
using Spotter.Captions;
using Spotter.Corrections;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Reporting.Counting;
using Spotter.Reporting.Explaining;
using Spotter.Reporting.Reading;
using Spotter.State;
using Spotter.Watching;

namespace Spotter.Reporting;

/// <summary>Reads posts one after the other, once, and says what they tell of what people like.</summary>
public sealed class FindingsGatherer(
    PostRepository posts,
    PictureLabels labels,
    WatchRepository watches,
    CaptionTallies tallies,
    CommentLabels comments,
    IOptions<WatchingOptions> defaults,
    TimeProvider time)
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
        var known = await ReadKnownAsync(cancellationToken);
        var accounts = await ListAccountsAsync(request, cancellationToken);
        var tally = new Tally();
        // One account is explained while the next one is read.
        var explaining = Task.FromResult<Explanation?>(null);
        foreach (var (done, account) in accounts.Index())
        {
            progress?.Invoke(done, accounts.Count);
            var own = await ReadAsync(account, request, known, tally, cancellationToken);
            AddExplained(tally, await explaining);
            explaining = own.All.Posts == 0
                ? Task.FromResult<Explanation?>(null)
                : Task.Run<Explanation?>(() => LikesExplainer.Explain(account, own.Traits, request.New), cancellationToken);
        }

        AddExplained(tally, await explaining);
        progress?.Invoke(accounts.Count, accounts.Count);
        return tally.Conclude(request, now, known.Problems);
    }

    private async Task<Known> ReadKnownAsync(CancellationToken cancellationToken)
    {
        var (problems, damaged) = (new List<string>(), new List<RecordException>());
        return new Known(
            await labels.ListAsync(error => Tell(problems, error), cancellationToken).ToDictionaryAsync(
                label => label.Picture, cancellationToken: cancellationToken),
            await watches.ListAsync(damaged.Add, cancellationToken).ToDictionaryAsync(
                watch => watch.Account, cancellationToken: cancellationToken),
            damaged,
            problems);
    }

    private async Task<AccountTally> ReadAsync(
        AccountId account, FindingsRequest request, Known known, Tally tally, CancellationToken cancellationToken)
    {
        // Its posts are counted as those of one that is not watched.
        known.Damaged.FindAll(error => error.Id.Key == account.ToString()).ForEach(TellOf);
        var watch = known.Watches.GetValueOrDefault(account);
        var reader = new PostReader(new ZoneClock(FindZone(watch?.TimeZone ?? defaults.Value.TimeZone)), known.Labels)
        {
            Suggestion = await FindSuggestionAsync(account, cancellationToken),
        };
        var sample = new CommentSample();
        var own = new AccountTally(account, reader);
        await foreach (var (key, post) in posts.ListCountedAsync(account, request.Since, request.Until, TellOf, cancellationToken))
        {
            var read = reader.Read(key, post);
            tally.Add(read);
            own.Add(read);
            sample.Add(post.Post.CommentTexts);
        }

        tally.Add(own);
        await LookAtCommentsAsync(account, watch, sample, known, tally, cancellationToken);
        return own;

        void TellOf(SpotterException error) => Tell(known.Problems, error);
    }

    private async Task LookAtCommentsAsync(
        AccountId account, Watch? watch, CommentSample sample, Known known, Tally tally, CancellationToken cancellationToken)
    {
        if (sample.Texts.Count == 0 || tally.CommentLabels >= CommentLabels.MaxAccounts
            || defaults.Value.FindCaptionModel(watch) is not { } model)
            return;

        try
        {
            tally.Add(await comments.LookAsync(account, model, sample.Texts, sample.Of, cancellationToken));
        }
        catch (Exception error) when (error is ModelException or InferenceException)
        {
            Tell(known.Problems, error);
        }
    }

    private static void Tell(List<string> problems, Exception error)
    {
        if (problems.Count < MaxProblems)
            problems.Add(error.Message);
    }

    private async Task<Suggestion?> FindSuggestionAsync(AccountId account, CancellationToken cancellationToken) =>
        await tallies.FindPredictionAsync(account, cancellationToken) is { Label: { } label } kept
            ? new Suggestion(Texts.Shorten(kept.Model, PostReader.MaxName), Texts.Shorten(label, PostReader.MaxName))
            : null;

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

    private static TimeZoneInfo FindZone(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;

    // They grow with what people do, and not with the posts.
    private sealed record Known(
        Dictionary<PictureId, PictureLabel> Labels,
        Dictionary<AccountId, Watch> Watches,
        List<RecordException> Damaged,
        List<string> Problems);
}
