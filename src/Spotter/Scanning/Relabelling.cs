using Spotter.Accounts;
using Spotter.Models;
using Spotter.Posts;
using Spotter.State;
using Spotter.Watching;

namespace Spotter.Scanning;

/// <summary>Has a model judge old posts again. What people say stays over it, and nothing is alerted on.</summary>
public sealed class Relabelling(
    WatchRepository watches, PostRepository posts, PictureScorer scorer, IPictureClassifier classifier)
{
    private const int MaxTold = 50;

    /// <summary>Judges the settled posts of accounts; run again after a crash, it goes on with those that are left.</summary>
    /// <param name="accounts">The accounts.</param>
    /// <param name="model">The model.</param>
    /// <param name="since">No older posts; null for all.</param>
    /// <param name="progress">Told how many posts were looked at.</param>
    /// <param name="cancellationToken">Ends it after the post at hand.</param>
    /// <exception cref="ModelException">There is no such model, or its files do not fit together.</exception>
    public async Task<RelabelSummary> RunAsync(
        IReadOnlyList<AccountId> accounts, string model, DateTimeOffset? since, Action<int> progress, CancellationToken cancellationToken)
    {
        var description = await classifier.DescribeAsync(model, cancellationToken);
        var run = new Run(model, PostRecord.VersionOf(description), description.Words is not null);
        foreach (var account in accounts)
        {
            run.Named = (await watches.FindAsync(account, cancellationToken))?.LabelsOfRules ?? new HashSet<string>();
            await foreach (var post in posts.ListAsync(account, cancellationToken)
                .TakeWhile(post => !(post.Post.PostedAt < since))
                .WithCancellation(cancellationToken))
            {
                await JudgeAsync(account, post, run, cancellationToken);
                progress(++run.Looked);
            }
        }

        return new RelabelSummary(run.Posts, run.Pictures, run.Changed, run.Known, run.Problems);
    }

    private async Task JudgeAsync(AccountId account, PostRecord listed, Run run, CancellationToken cancellationToken)
    {
        // What is not settled is judged by its scan, and may alert.
        if (listed.Stage != PostStage.Done || listed.Pictures.All(picture => picture.Id is null))
            return;
        if (run.Version is not null && (listed.Model, listed.ModelVersion) == (run.Model, run.Version))
        {
            run.Known++;
            return;
        }

        try
        {
            var key = PostKeys.Of(listed.Post);
            var stored = await posts.GetAsync(new PostTask(account, key), cancellationToken);
            var judged = new List<PictureRecord?>();
            foreach (var picture in stored.Value.Pictures)
                judged.Add(await JudgeAsync(picture, run, cancellationToken));
            // A later run tries again what could not be judged.
            var version = judged.Contains(null) ? null : run.Version;
            var pictures = judged.Zip(stored.Value.Pictures, (now, before) => now ?? before);
            var post = stored.Value with { Pictures = [.. pictures], Model = run.Model, ModelVersion = version };
            await posts.SaveAsync(account, key, stored, post, [], cancellationToken);
            run.Posts++;
        }
        catch (Exception error) when (error is StateException or ClassifyingException)
        {
            Tell(run, $"Post {listed.Post.Id} of {account}: {error.Message}");
        }
    }

    // Null where it cannot be judged.
    private async Task<PictureRecord?> JudgeAsync(PictureRecord picture, Run run, CancellationToken cancellationToken)
    {
        if (picture.Id is not { } id)
            return picture;

        // Words that were never read are not read for this.
        var (scores, problem) = await scorer.ScoreAsync(run.Model, id, run.WantsWords ? picture.Words : null, cancellationToken);
        if (problem is not null)
        {
            Tell(run, problem);
            return null;
        }

        run.Pictures++;
        run.Changed += picture.Scores is [var before, ..] && before.Label == scores[0].Label ? 0 : 1;
        return picture with { Scores = PictureRecord.Keep(scores, run.Named) };
    }

    private static void Tell(Run run, string problem)
    {
        if (run.Problems.Count < MaxTold)
            run.Problems.Add(problem);
    }

    private sealed class Run(string model, string? version, bool wantsWords)
    {
        public string Model => model;

        public bool WantsWords => wantsWords;

        public string? Version => version;

        public IReadOnlySet<string> Named { get; set; } = new HashSet<string>();

        public int Looked { get; set; }

        public int Posts { get; set; }

        public int Pictures { get; set; }

        public int Changed { get; set; }

        public int Known { get; set; }

        public List<string> Problems { get; } = [];
    }
}
