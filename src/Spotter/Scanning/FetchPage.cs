using Microsoft.Extensions.Options;
using Spotter.Accounts;
using Spotter.Calls;
using Spotter.Orchestration;
using Spotter.Sources;

namespace Spotter.Scanning;

/// <summary>
/// Reads one page of posts and stores what is new with the cursor of the next page, and with its answer: a call whose answer was lost gets
/// it without another call of the source.
/// </summary>
public sealed class FetchPage(
    PostSources sources,
    PageIntake intake,
    CallBudget budget,
    RoutedCalls calls,
    AccountLeases leases,
    RetryPolicy retries,
    ScanMetrics metrics,
    IOptions<ScanningOptions> options,
    TimeProvider time) : IActivity<FetchPage, FetchPageInput, FetchedPage>
{
    /// <inheritdoc/>
    public static Activity<FetchPageInput, FetchedPage> Definition { get; } = new("FetchPage");

    /// <inheritdoc/>
    public async Task<FetchedPage> RunAsync(FetchPageInput input, CancellationToken cancellationToken)
    {
        var read = await leases.RenewAsync(input.Account, input.InstanceId, cancellationToken);
        if (read.Value.LastPage is { } last && last.Asked == input)
            return last.Answer;

        var source = sources.Get(input.Account.Source);
        var call = await calls.CallAsync(
            PlanOf(input, source),
            $"{input.Account}",
            () => source.FetchPageAsync(Ask(input, read.Value), cancellationToken),
            answer => answer.Failure?.IsProxys == true,
            cancellationToken);
        if (call.Answer is not { } page)
            return new FetchedPage { RetryAt = call.ComeAt };
        if (page.SlowDown is { } pause)
            await budget.DeferAsync(call.Plan, time.GetUtcNow() + pause, $"{source.Name} says that its limit is near.", cancellationToken);
        if (page.Failure is { } failure)
            return await FailAsync(input, source, call, failure, cancellationToken);

        call.Route?.EndRefusals();
        return await intake.StoreAsync(input, source, page, read, cancellationToken);
    }

    private static CallBudgetPlan PlanOf(FetchPageInput input, IPostSource source) =>
        source.Budget with { Yields = input.Mode == ScanMode.History };

    private PageRequest Ask(FetchPageInput input, ScanProgress progress) =>
        new(input.Account.Handle, input.Cursor, Math.Min(Math.Min(options.Value.PageSize, input.MaxPosts), input.PageSize ?? int.MaxValue))
        {
            Mark = MaySkip(input, progress) ? progress.Mark : null,
            KeepsRaw = input.Bounds?.KeepsRaw == true,
        };

    // Posts that wait take fresh addresses from the page, and a pass that was cut short needs all of it.
    private static bool MaySkip(FetchPageInput input, ScanProgress progress) =>
        input is { Mode: ScanMode.New, Cursor: null } && progress is { OpenPass: null, OwesNothing: true, LastPassAt: not null };

    private async Task<FetchedPage> FailAsync(
        FetchPageInput input,
        IPostSource source,
        RoutedAnswer<PageResult> call,
        SourceFailure failure,
        CancellationToken cancellationToken)
    {
        var notice = call.Answer!.Notice;
        metrics.CountFailure(failure.Kind);
        if (!RetryPolicy.IsWorthARetry(failure.Kind))
            return new FetchedPage { Failure = failure, Notice = notice };

        // Fewer posts are asked for at once, as far as the call budget allows.
        if (failure.AskForAtMost is not null)
            return new FetchedPage { Failure = failure, RetryAt = time.GetUtcNow(), Notice = notice };

        var isRefusal = failure.Kind is FailureKind.Throttled or FailureKind.Blocked;
        var attempt = isRefusal ? Math.Max(input.Attempt, call.Route?.CountRefusal() ?? 1) : input.Attempt;
        var retryAt = time.GetUtcNow() + retries.DelayAfter(failure, attempt);
        // A limit or a wall is the credential's, or the address's: every account that uses it waits.
        if (isRefusal)
            await budget.DeferAsync(call.Plan, retryAt, failure.Message, cancellationToken);
        if (isRefusal && call.Plan.Name != source.Budget.Name
            && await calls.FindTurnAsync(PlanOf(input, source), $"{input.Account}", cancellationToken) is { } turn && turn < retryAt)
            return new FetchedPage { RetryAt = turn, Notice = $"The proxy {call.Route!.Name} rests: {failure.Message}" };

        return new FetchedPage { Failure = TellCap(failure, call.Plan), RetryAt = retryAt, Notice = notice };
    }

    private static SourceFailure TellCap(SourceFailure failure, CallBudgetPlan plan) => failure.RetryAfter > RetryPolicy.MaxAsked
        ? failure with
        {
            Message = $"{failure.Message} It asks to wait {failure.RetryAfter.Value.TotalDays:0} days; it is asked again after "
                + $"{RetryPolicy.MaxAsked.TotalDays:0}, or sooner after: spotter budgets clear {plan.Name}",
        }
        : failure;
}

/// <summary>The input of <see cref="FetchPage"/>.</summary>
/// <param name="Account">The account.</param>
/// <param name="InstanceId">The orchestration that owns the account's lease.</param>
/// <param name="Mode">How far the scan goes.</param>
/// <param name="Cursor">The page; null for the newest.</param>
/// <param name="MaxPosts">Take no more new posts than this.</param>
/// <param name="Attempt">1 for the first call for this page.</param>
/// <param name="ScanStartedAt">When the scan began: no two scans of an account have all of this in common.</param>
/// <param name="KnownSince">
/// Posts that were found until then are known for good; null where that is told by the last pass that reached its end.
/// </param>
/// <param name="PageSize">Ask for no more posts than this, because the source does not answer for more; null for the setting.</param>
/// <param name="Bounds">What is taken; null for all.</param>
public sealed record FetchPageInput(
    AccountId Account,
    string InstanceId,
    ScanMode Mode,
    string? Cursor,
    int MaxPosts,
    int Attempt,
    DateTimeOffset ScanStartedAt,
    DateTimeOffset? KnownSince = null,
    int? PageSize = null,
    CollectionBounds? Bounds = null);
