using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Calls;
using Spotter.Orchestration;
using Spotter.Posts;
using Spotter.State;

namespace Spotter.Scanning;

/// <summary>Records how a scan ended and gives the account's lease back.</summary>
public sealed class CompleteScan(
    ScanRepository scans,
    PostRepository posts,
    AlertRepository alerts,
    AlertChannels channels,
    ChannelStateRepository channelStates,
    OwedAccounts owed,
    AccountLeases leases,
    TimeProvider time) : IActivity<CompleteScan, CompleteScanInput, ScanSummary>
{
    // What is due already was just tried.
    private static readonly TimeSpan MinWait = TimeSpan.FromMinutes(1);

    // Of a collection that was cut off, very many may be left.
    private const int MaxCounted = 10_000;

    /// <inheritdoc/>
    public static Activity<CompleteScanInput, ScanSummary> Definition { get; } = new("CompleteScan");

    /// <inheritdoc/>
    public async Task<ScanSummary> RunAsync(CompleteScanInput input, CancellationToken cancellationToken)
    {
        var account = input.Summary.Account;
        var read = await scans.FindAsync(account, cancellationToken);
        return read is not null && FindEnd(read.Value, input) is { } endedAt
            ? input.Summary with { EndedAt = endedAt, Owed = read.Value.Owed }
            : await EndAsync(input, read, cancellationToken);
    }

    private async Task<ScanSummary> EndAsync(CompleteScanInput input, Versioned<ScanProgress>? read, CancellationToken cancellationToken)
    {
        var account = input.Summary.Account;
        var progress = read?.Value ?? new ScanProgress();
        var toDo = progress.OwesNothing
            ? []
            : await posts.ListToDoAsync(account, cancellationToken).Take(MaxCounted).ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        var owedAt = toDo.Min(item => item.DueAt <= now ? now + MinWait : item.DueAt);
        if (!progress.OwesNothing)
            await owed.SetAsync(account, owedAt, cancellationToken);

        var reason = input.Summary.Message
            ?? await FindStopAsync(account, toDo, cancellationToken)
            ?? await FindWaitAsync(account, toDo, cancellationToken);
        var trouble = FindTrouble(input.Summary with { Message = reason }, progress, toDo.Count);
        var summary = input.Summary with
        {
            EndedAt = time.GetUtcNow(),
            Owed = toDo.Count,
            Message = input.Summary.Message ?? trouble?.Reason,
        };
        var ended = Advance(progress, summary) with
        {
            LastPage = null,
            LastEnd = EndOf(input, summary),
            OwesNothing = toDo.Count == 0,
            Owed = toDo.Count,
            OwedAt = owedAt,
            Trouble = trouble,
        };
        await scans.EndAsync(account, read, leases.Release(ended, input.InstanceId), summary, cancellationToken);
        return summary;
    }

    // An alert of a channel that another scan found stopped waits without having been tried.
    private async Task<string?> FindStopAsync(AccountId account, List<ToDoItem> toDo, CancellationToken cancellationToken)
    {
        if (toDo.Find(item => item.OwesAlert) is not { } item)
            return null;

        try
        {
            await foreach (var alert in alerts.ListAsync(account, item.PostKey, cancellationToken).Where(alert => !alert.IsSettled))
                if (await channelStates.FindAsync(channels.NameOf(alert.Channel), cancellationToken) is { IsOnTrial: false } state)
                    return state.Reason;
        }
        catch (RecordException)
        {
            // The step that sends it says what is wrong.
        }

        return null;
    }

    // A scan that finds nothing due says when something will be.
    private async Task<string?> FindWaitAsync(AccountId account, List<ToDoItem> toDo, CancellationToken cancellationToken)
    {
        if (toDo.Where(item => item.DueAt is not null).MinBy(item => item.DueAt) is not { } first)
            return null;

        try
        {
            var post = await posts.FindAsync(account, first.PostKey, cancellationToken);
            return post is { Value: { Reason: not null, DueAt: not null } waiting }
                ? PostGuard.Waiting(new PostTask(account, first.PostKey), waiting).Problem
                : null;
        }
        catch (RecordException)
        {
            return null;
        }
    }

    private ScanTrouble? FindTrouble(ScanSummary summary, ScanProgress progress, int owed)
    {
        // Whoever would not wait learnt nothing of what was in the way before.
        if (owed == 0 && summary.Outcome != ScanOutcome.Failed)
            return summary.Outcome == ScanOutcome.Deferred ? progress.Trouble : null;

        return new ScanTrouble(
            progress.Trouble?.Since ?? time.GetUtcNow(),
            summary.Message ?? progress.Trouble?.Reason ?? "Posts that were found are not worked on yet."
        );
    }

    private static LastEnd EndOf(CompleteScanInput input, ScanSummary summary) => new(input.InstanceId, summary.StartedAt, summary.EndedAt);

    // The end of this very scan, where the answer of an earlier call was lost.
    private static DateTimeOffset? FindEnd(ScanProgress progress, CompleteScanInput input) =>
        progress.LastEnd is { } last && last == EndOf(input, input.Summary with { EndedAt = last.EndedAt }) ? last.EndedAt : null;

    private static ScanProgress Advance(ScanProgress progress, ScanSummary summary)
    {
        var ended = progress with { Scans = progress.Scans + 1 };
        if (summary.Outcome == ScanOutcome.Deferred)
            return ended;
        if (summary.Outcome == ScanOutcome.Failed)
            return ended with
            {
                FailuresInARow = progress.FailuresInARow + 1,
                // A cursor that the source cannot read any more must not fail every scan to come.
                OpenPass = summary.Failure == FailureKind.Malformed ? null : progress.OpenPass,
            };

        // A collection that stops at its limit goes on from there; a scan for new posts never goes back to what its limit left out.
        var goesOn = summary is { Outcome: ScanOutcome.LimitReached, Mode: ScanMode.History };
        return ended with
        {
            FailuresInARow = 0,
            OpenPass = goesOn ? progress.OpenPass : null,
            LastPassAt = goesOn ? progress.LastPassAt : summary.EndedAt,
        };
    }
}

/// <summary>The input of <see cref="CompleteScan"/>.</summary>
/// <param name="Summary">What the scan did; its end is set by the activity.</param>
/// <param name="InstanceId">The orchestration that owns the account's lease.</param>
public sealed record CompleteScanInput(ScanSummary Summary, string InstanceId);
