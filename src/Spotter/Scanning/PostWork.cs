using Spotter.Alerting;
using Spotter.Orchestration;
using Spotter.Posts;

namespace Spotter.Scanning;

/// <summary>
/// Works on the posts of a scan, a few at a time, and again on those that wait. Deterministic: it may await nothing but the context's
/// tasks.
/// </summary>
internal sealed class PostWork(
    IOrchestrationContext context, ScanRequest request, ScanPlan plan, ScanPatience patience, ScanReporter reporter)
{
    private readonly Dictionary<string, Progress> _posts = [];

    /// <summary>How many posts were worked on.</summary>
    public int Done { get; private set; }

    /// <summary>True where a post waits to be tried again.</summary>
    public bool HasWaiting => Waiting.Any();

    /// <summary>What is in the way of the newest post that waits; null where none does, or nothing was said.</summary>
    public string? FindProblem() =>
        Waiting.OrderBy(post => post.Key, StringComparer.Ordinal).Select(post => post.Value.Problem).FirstOrDefault();

    /// <summary>Works on posts.</summary>
    public Task RunAsync(IReadOnlyList<string> postKeys)
    {
        Done += postKeys.Count;
        return BoundedFanOut.RunAsync(postKeys, plan.ParallelPosts, WorkAsync);
    }

    /// <summary>Waits for the posts that are tried again within the scan, and works on them.</summary>
    public async Task RunWaitingAsync()
    {
        while (Waiting.Where(IsWorthWaiting).Min(post => post.Value.RetryAt) is { } next)
        {
            reporter.Show(new ScanStatus(ScanStage.WaitingForPosts, next, Count: Waiting.Count()));
            await context.WaitUntilAsync(next);
            var due = Waiting
                .Where(post => IsWorthWaiting(post) && post.Value.RetryAt <= context.CurrentTime)
                .Select(post => post.Key)
                .Order(StringComparer.Ordinal)
                .ToList();
            due.ForEach(post => _posts[post].RetryAt = null);
            await BoundedFanOut.RunAsync(due, plan.ParallelPosts, WorkAsync);
        }
    }

    private IEnumerable<KeyValuePair<string, Progress>> Waiting => _posts.Where(post => post.Value.RetryAt is not null);

    private bool IsWorthWaiting(KeyValuePair<string, Progress> post) =>
        post.Value.Tries < plan.MaxPostAttempts && patience.Allows(post.Value.Begun, post.Value.RetryAt!.Value);

    private async Task WorkAsync(string postKey)
    {
        var task = new PostTask(request.Account, postKey, request.Bounds?.Work);
        _posts.TryAdd(postKey, new Progress(context.CurrentTime));
        var stored = await StepAsync(StorePictures.Definition, task);
        var retries = stored.Stage == PostStage.Failed ? [] : await JudgeAsync(task);
        var retryAt = retries?.Append(stored.RetryAt).Min();
        // No alert waits for a video, which may be large.
        if (stored.OwesVideos)
            retryAt = (await StepAsync(StorePictures.Definition, task)).RetryAt ?? retryAt;
        if (retryAt is not null)
            _posts[postKey].RetryAt = retryAt;
    }

    // When to try what did not arrive; null where the post was given up.
    private async Task<IReadOnlyList<DateTimeOffset?>?> JudgeAsync(PostTask task)
    {
        var classified = await StepAsync(Classify.Definition, task);
        // What is decided already does not wait for a reader.
        var retries = await SendAsync(task, classified);
        if (classified.NeedsWords)
        {
            if ((await ReadAsync(task)).Stage == PostStage.Failed)
                return null;

            classified = await StepAsync(Classify.Definition, task);
            retries = await SendAsync(task, classified);
        }

        if (classified.Stage == PostStage.Failed)
            return null;
        if (classified.Stage == PostStage.Classified || classified.AlertsToSend.Count > 0)
            await StepAsync(SettlePost.Definition, task);
        return [.. retries, classified.RetryAt];
    }

    private async Task<PostStep> ReadAsync(PostTask task)
    {
        var read = await StepAsync(ReadWords.Definition, task);
        while (read.NeedsWords)
            read = await StepAsync(ReadWords.Definition, task);
        return read;
    }

    private async Task<PostStep> StepAsync(Activity<PostTask, PostStep> activity, PostTask task)
    {
        var step = await context.CallActivityAsync(activity, task);
        reporter.Count(step.Counts);
        Note(task.PostKey, step.WasTried, step.Problem, step.RetryAt);
        reporter.TellOnce(step.Notice);
        return step;
    }

    private async Task<IReadOnlyList<DateTimeOffset?>> SendAsync(PostTask task, PostStep classified)
    {
        var retries = new List<DateTimeOffset?>();
        foreach (var alert in classified.AlertsToSend)
            retries.Add(await SendAsync(new AlertTask(task.Account, task.PostKey, alert)));
        return retries;
    }

    private async Task<DateTimeOffset?> SendAsync(AlertTask task)
    {
        while (true)
        {
            var step = await context.CallActivityAsync(SendAlert.Definition, task);
            Note(task.PostKey, step.WasTried, step.Problem, step.RetryAt);
            if (!step.WasTried && step.RetryAt is { } turn && IsWaitedFor(step, _posts[task.PostKey].Begun, turn))
            {
                reporter.Show(new ScanStatus(ScanStage.WaitingForAlert, turn));
                await context.WaitUntilAsync(turn);
                continue;
            }

            // What was not delivered is owed: later scans go on with it.
            reporter.Count(
                new ScanCounts { Alerts = step.Stage == AlertStage.Sent ? 1 : 0, Failed = step.Stage == AlertStage.Failed ? 1 : 0 });
            return step.RetryAt;
        }
    }

    private bool IsWaitedFor(AlertStep step, DateTimeOffset begun, DateTimeOffset until) =>
        step.IsTurn ? patience.AllowsTurn(begun, until) : patience.Allows(begun, until);

    // What waits may yet come within this scan; what is lost is lost.
    private void Note(string postKey, bool wasTried, string? problem, DateTimeOffset? retryAt)
    {
        var post = _posts[postKey];
        if (wasTried)
            post.Tries++;
        if (problem is not null && retryAt is not null)
            post.Problem = problem;
        else if (problem is not null)
            reporter.TellLoss(problem);
    }

    /// <summary>How far this scan has come with a post.</summary>
    /// <param name="begun">When it began to work on it.</param>
    private sealed class Progress(DateTimeOffset begun)
    {
        public DateTimeOffset Begun { get; } = begun;

        /// <summary>How often a step failed.</summary>
        public int Tries { get; set; }

        /// <summary>When it is tried again; null where it does not wait.</summary>
        public DateTimeOffset? RetryAt { get; set; }

        /// <summary>What was last in the way.</summary>
        public string? Problem { get; set; }
    }
}
