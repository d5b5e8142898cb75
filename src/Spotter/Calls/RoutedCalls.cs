namespace Spotter.Calls;

/// <summary>
/// Makes calls within call budgets, through the proxies where there are some. A source that knows who asks by the address alone
/// (<see cref="CallBudgetPlan.IsOfAddress"/>) has a budget for each proxy; a credential has one, through whatever its calls go.
/// </summary>
public sealed class RoutedCalls(CallBudget budget, ProxyRoutes routes)
{
    /// <summary>Makes one call, by the proxy whose turn comes first. One that refuses costs nothing, and the next one is taken.</summary>
    /// <param name="plan">The budget.</param>
    /// <param name="caller">As <see cref="CallBudget.CallAsync"/> takes it.</param>
    /// <param name="call">Makes the call.</param>
    /// <param name="isProxys">True for an answer that says that the proxy refused.</param>
    /// <param name="cancellationToken">Cancels what comes before the call.</param>
    public async Task<RoutedAnswer<T>> CallAsync<T>(
        CallBudgetPlan plan, string caller, Func<Task<T>> call, Func<T, bool> isProxys, CancellationToken cancellationToken)
        where T : class
    {
        if (routes.All.Count == 0)
        {
            var (only, comeAt) = await budget.CallAsync(plan, caller, async _ => (T?)await call(), cancellationToken);
            return new RoutedAnswer<T>(only, comeAt, plan, null);
        }

        T? refused = null;
        foreach (var (route, own) in await ListAsync(plan, caller, cancellationToken))
        {
            var isRefused = false;
            var (answer, comeAt) = await budget.CallAsync<T>(
                own,
                caller,
                async _ =>
                {
                    using var use = routes.Use(route);
                    var got = await call();
                    if (!isProxys(got))
                        return got;

                    // It never came to the source, and does not count.
                    (isRefused, refused) = (true, got);
                    return null;
                },
                cancellationToken);
            if (!isRefused)
                return new RoutedAnswer<T>(answer, comeAt, own, route);
        }

        return new RoutedAnswer<T>(refused, refused is null ? routes.FindEndOfRest() : null, plan, null);
    }

    /// <summary>When the next call can be made, by whatever proxy; null where none can tell.</summary>
    public async Task<DateTimeOffset?> FindTurnAsync(CallBudgetPlan plan, string caller, CancellationToken cancellationToken) =>
        await ListAsync(plan, caller, cancellationToken) is [var first, ..]
            ? await budget.FindTurnAsync(first.Plan, caller, cancellationToken)
            : routes.FindEndOfRest();

    /// <summary>The budgets of a source: one for each proxy where it knows who asks by the address.</summary>
    public IReadOnlyList<CallBudgetPlan> ListPlans(CallBudgetPlan plan) =>
        plan.IsOfAddress && routes.All.Count > 0 ? [.. routes.All.Select(route => PlanOf(plan, route))] : [plan];

    private async Task<IReadOnlyList<(ProxyRoute Route, CallBudgetPlan Plan)>> ListAsync(
        CallBudgetPlan plan, string caller, CancellationToken cancellationToken)
    {
        var open = routes.ListOpen().Select(route => (Route: route, Plan: PlanOf(plan, route))).ToList();
        if (!plan.IsOfAddress)
            return open;

        var turns = new List<(DateTimeOffset At, (ProxyRoute, CallBudgetPlan) One)>();
        foreach (var one in open)
            turns.Add((await budget.FindTurnAsync(one.Plan, caller, cancellationToken), one));
        return [.. turns.OrderBy(turn => turn.At).Select(turn => turn.One)];
    }

    private static CallBudgetPlan PlanOf(CallBudgetPlan plan, ProxyRoute route) =>
        plan.IsOfAddress ? plan with { Name = $"{plan.Name}@{route.Name}" } : plan;
}

/// <summary>What became of a call.</summary>
/// <param name="Answer">The answer, also that of a proxy where none of them was left; null where no call was made.</param>
/// <param name="ComeAt">When to come again; null where there is an answer.</param>
/// <param name="Plan">The budget that it was made by.</param>
/// <param name="Route">The proxy that it went through; null where it went through none.</param>
public sealed record RoutedAnswer<T>(T? Answer, DateTimeOffset? ComeAt, CallBudgetPlan Plan, ProxyRoute? Route) where T : class;
