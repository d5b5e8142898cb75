using System.Globalization;
using Spotter.Calls;
using Spotter.Sources;
using Spotter.Watching;

namespace Spotter.Cli.Checks;

/// <summary>Looks whether a source answers: it is asked once, within its call budget.</summary>
internal sealed class SourceCheck(CommandHost host)
{
    private readonly WatchesAtHand _watches = new(host);

    // A source whose credential is missing matters only where one of its accounts is watched.
    public async Task<string> CheckAsync(string name, CancellationToken cancellationToken)
    {
        if (await FindWatchAsync(name, cancellationToken) is not { } watch)
            return "not used by any watch";

        var source = host.Get<PostSources>().Get(name);
        await ThrowIfPausedAsync(source.Budget, cancellationToken);
        var call = await host.Get<RoutedCalls>().CallAsync(
            source.Budget,
            "doctor",
            () => source.FetchPageAsync(new PageRequest(watch.Account.Handle, null, 1), cancellationToken),
            answer => answer.Failure?.IsProxys == true,
            cancellationToken);
        if (call.Answer is not { } page)
            return $"not asked: its call budget has room again at {Show(call.ComeAt)}";

        return page.Failure is { } failure
            ? throw new ProblemException($"{watch.Account}: {await PauseAsync(call.Plan, failure, cancellationToken)}")
            : page.Posts.Count == 0 ? $"answers for {watch.Account}, and shows none of its posts at first" : $"reads {watch.Account}";
    }

    private async Task<Watch?> FindWatchAsync(string source, CancellationToken cancellationToken) => !_watches.HasState
        ? null
        : await host.Get<WatchRepository>().ListAsync(_ => { }, cancellationToken).FirstOrDefaultAsync(
            watch => watch.Account.Source == source && !watch.Paused, cancellationToken);

    // A wall is an answer: whoever asks again before its time makes it higher.
    private async Task ThrowIfPausedAsync(CallBudgetPlan plan, CancellationToken cancellationToken)
    {
        var budget = host.Get<CallBudget>();
        var pauses = await host.Get<RoutedCalls>().ListPlans(plan).ToAsyncEnumerable()
            .Select(async (each, token) => await budget.FindPauseAsync(each, token))
            .ToListAsync(cancellationToken);
        if (pauses.TrueForAll(one => one is not null) && pauses.MinBy(one => one!.Until) is { } pause)
            throw new ProblemException(
                $"not asked before {Show(pause.Until)}: {pause.Reason ?? "it wants a pause."} See: spotter budgets list");
    }

    private async Task<string> PauseAsync(CallBudgetPlan plan, SourceFailure failure, CancellationToken cancellationToken)
    {
        if (failure.Kind is FailureKind.Blocked or FailureKind.Throttled)
        {
            var until = host.Get<TimeProvider>().GetUtcNow() + host.Get<RetryPolicy>().DelayAfter(failure, attempt: 1);
            await host.Get<CallBudget>().DeferAsync(plan, until, failure.Message, cancellationToken);
        }

        return failure.Message;
    }

    private static string? Show(DateTimeOffset? time) => time?.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
