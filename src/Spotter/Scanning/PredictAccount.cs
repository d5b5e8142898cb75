using Microsoft.Extensions.Options;
using Spotter.Accounts;
using Spotter.Captions;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Orchestration;
using Spotter.Posts;
using Spotter.State;
using Spotter.Watching;

namespace Spotter.Scanning;

/// <summary>
/// Has the account's model of captions say what its captions suggest. Those that were counted before are not encoded again; what it cannot
/// encode in a minute it leaves to the next call, which its answer says it needs. Where the model cannot be used, what was said before
/// stays, and the scan goes on.
/// </summary>
public sealed class PredictAccount(
    WatchRepository watches,
    PostRepository posts,
    CaptionTallies tallies,
    CaptionModels models,
    IOptions<WatchingOptions> options,
    TimeProvider time) : IActivity<PredictAccount, PredictAccountInput, PredictedAccount>
{
    // A host that ends an activity which is late would lose all that it encoded.
    private static readonly TimeSpan MaxTime = TimeSpan.FromMinutes(1);

    // Enough to find captions of like length among them.
    private const int AtOnce = 512;

    /// <inheritdoc/>
    public static Activity<PredictAccountInput, PredictedAccount> Definition { get; } = new("PredictAccount");

    /// <inheritdoc/>
    public async Task<PredictedAccount> RunAsync(PredictAccountInput input, CancellationToken cancellationToken)
    {
        var watch = await watches.FindAsync(input.Account, cancellationToken);
        if (options.Value.FindCaptionModel(watch) is not { } name)
            return new PredictedAccount();

        try
        {
            var model = await models.DescribeAsync(name, cancellationToken);
            var read = await FindAsync(input.Account, cancellationToken);
            var tally = TallyOf(name, model, read?.Value);
            return tally.IsWhole && !input.HasNewPosts
                ? new PredictedAccount()
                : await LookAsync(input.Account, read, tally, cancellationToken);
        }
        catch (Exception error) when (error is ModelException or InferenceException)
        {
            return new PredictedAccount(
                Notice: $"What the captions of {input.Account} say could not be found out, so that what was said before holds. "
                    + error.Message);
        }
    }

    private async Task<Versioned<CaptionTally>?> FindAsync(AccountId account, CancellationToken cancellationToken)
    {
        try
        {
            return await tallies.FindAsync(account, cancellationToken);
        }
        catch (RecordException)
        {
            await tallies.ForgetAsync(account, cancellationToken);
            return null;
        }
    }

    private static CaptionTally TallyOf(string name, CaptionModelDescription model, CaptionTally? kept) =>
        kept is not null && (kept.Model, kept.Version) == (name, model.Version)
            ? kept
            : new CaptionTally { Model = name, Version = model.Version, Prediction = kept?.Prediction };

    private async Task<PredictedAccount> LookAsync(
        AccountId account, Versioned<CaptionTally>? read, CaptionTally tally, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var (after, until, known, added) = tally.Look ?? new CaptionLook();
        var found = new List<string>(AtOnce);
        var counted = tally;
        await foreach (var (key, post) in posts.ListAsync(account, after, cancellationToken))
        {
            after = key;
            if (string.IsNullOrWhiteSpace(post.Post.Caption))
                continue;

            until = until > post.FoundAt ? until : post.FoundAt;
            if (post.FoundAt <= tally.CountedUntil)
            {
                known++;
                continue;
            }

            added++;
            found.Add(post.Post.Caption);
            if (found.Count < AtOnce)
                continue;
            if (await CountAsync(counted, found, cancellationToken) is not { } more)
                return new PredictedAccount(NeedsMore: true);

            counted = more;
            if (time.GetElapsedTime(started) >= MaxTime)
                return await LeaveAsync(
                    account, read, counted with { Look = new CaptionLook(after, until, known, added) }, cancellationToken);
        }

        // Posts that came in from elsewhere were found before, and cannot be told from those that were counted.
        if (known != tally.Posts)
            return await LookAsync(
                account, read, new CaptionTally { Model = tally.Model, Version = tally.Version, Prediction = tally.Prediction },
                cancellationToken);
        if (await CountAsync(counted, found, cancellationToken) is not { } whole)
            return new PredictedAccount(NeedsMore: true);

        return await EndAsync(
            account,
            read,
            whole with { Look = null, CountedUntil = Later(tally.CountedUntil, until), Posts = known + added },
            cancellationToken);
    }

    private static DateTimeOffset Later(DateTimeOffset? counted, DateTimeOffset? until) =>
        (counted > until || until is null ? counted : until) ?? DateTimeOffset.UnixEpoch;

    // Null where the model was replaced meanwhile.
    private async Task<CaptionTally?> CountAsync(CaptionTally tally, List<string> captions, CancellationToken cancellationToken)
    {
        if (captions.Count == 0)
            return tally;

        var counted = await models.UseAsync(
            tally.Model,
            model => model.Description.Version == tally.Version ? tally.With(model.Encoder.Encode(captions, cancellationToken)) : null,
            cancellationToken);
        captions.Clear();
        return counted;
    }

    private async Task<PredictedAccount> LeaveAsync(
        AccountId account, Versioned<CaptionTally>? read, CaptionTally tally, CancellationToken cancellationToken) =>
        new(NeedsMore: await tallies.TrySaveAsync(account, read, tally, cancellationToken));

    private async Task<PredictedAccount> EndAsync(
        AccountId account, Versioned<CaptionTally>? read, CaptionTally tally, CancellationToken cancellationToken)
    {
        if (tally == read?.Value)
            return new PredictedAccount();

        var prediction = await models.UseAsync(
            tally.Model, model => model.Description.Version == tally.Version ? Predict(account, tally, model) : null, cancellationToken);
        if (prediction is null)
            return new PredictedAccount(NeedsMore: true);

        // Whoever saved meanwhile counted the same posts.
        await tallies.TrySaveAsync(account, read, tally with { Prediction = prediction }, cancellationToken);
        return new PredictedAccount();
    }

    // A model is known here by its folder's name, whatever its description says.
    private KeptPrediction Predict(AccountId account, CaptionTally tally, CaptionModel model) => KeptPrediction.Of(
        model.Description with { Name = tally.Model }, model.Predict(tally.MeanOf(account.ToString())), time.GetUtcNow());
}

/// <summary>The input of <see cref="PredictAccount"/>.</summary>
/// <param name="Account">The account.</param>
/// <param name="HasNewPosts">True where the scan found posts that may not be counted yet.</param>
public sealed record PredictAccountInput(AccountId Account, bool HasNewPosts);

/// <summary>How <see cref="PredictAccount"/> ended.</summary>
/// <param name="NeedsMore">True where captions are left to be encoded.</param>
/// <param name="Notice">What the scan tells; null where there is nothing.</param>
public sealed record PredictedAccount(bool NeedsMore = false, string? Notice = null);
