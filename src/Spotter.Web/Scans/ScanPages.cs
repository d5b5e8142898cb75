using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Spotter.Accounts;
using Spotter.Calls;
using Spotter.Scanning;
using Spotter.Sources;
using Spotter.State;
using Spotter.Watching;
using Spotter.Web.Feed;
using Spotter.Web.Markup;

namespace Spotter.Web.Scans;

/// <summary>What runs and what it waits for, what failed, and what the call budgets allow.</summary>
internal sealed class ScanPages(
    WatchRepository watches,
    ScanRepository scans,
    AccountLeases leases,
    CallBudget budgets,
    PostSources sources,
    TimeProvider time) : IPages
{
    // Each is a range of the state.
    private const int MaxAccounts = 100;
    private const int MaxDamages = 5;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("/scans", ShowAsync);
        routes.MapForm("/scans/budget", LiftAsync);
        routes.MapForm("/scans/budget/undo", HoldAgainAsync);
    }

    private async Task<IResult> ShowAsync(HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        var now = time.GetUtcNow();
        var query = context.Request.Query;
        var account = query["account"].ToString() is { Length: > 0 } given ? FeedFilter.ReadAccount(given) : (AccountId?)null;
        var accounts = account is { } one
            ? [one]
            : await watches.ListAccountsAsync(from: null, cancellationToken).Take(MaxAccounts + 1).ToListAsync(cancellationToken);
        var looked = accounts.Take(MaxAccounts).ToList();
        var running = await Task.WhenAll(looked.Select(account => FindRunningAsync(account, now, cancellationToken)));
        var damages = new ConcurrentQueue<string>();
        var ended = await ListEndedAsync(looked, Tell, cancellationToken);
        var records = await budgets.ListAsync(Tell, cancellationToken).ToListAsync(cancellationToken);
        return Layout.Page(
            context,
            "Scans",
            Html.Of($"""
                <h1>Scans{(account is { } whose ? Html.Of($" of {whose}") : default)}</h1>
                {Lifted(context, records, now)}
                {Html.Each(damages.Take(MaxDamages), damage => Layout.Notice(damage, isProblem: true))}
                {Html.When(accounts.Count > MaxAccounts, () => Html.Of($"""<p class="faint">Of the first {MaxAccounts} accounts; each account's own scans stand behind its name.</p>"""))}
                <h2>Running now</h2>
                {Running(running)}
                <h2>Failures</h2>
                {Failures(ended, now)}
                <h2>Call budgets</h2>
                {Budgets(records, now)}
                <h2>Ended</h2>
                {EndedScans.Write(ended, account, query["all"] == "true", now)}
                """));

        void Tell(RecordException error) => damages.Enqueue(error.Message);
    }

    // The address names what was done: it can be read again, and does nothing.
    private static Html Lifted(HttpContext context, IReadOnlyList<KeyValuePair<string, CallBudgetRecord>> records, DateTimeOffset now)
    {
        var (lifted, undone) = (context.Request.Query["lifted"].ToString(), context.Request.Query["undone"].ToString());
        if (records.Any(record => record.Key == undone && record.Value.FindPause(now) is not null))
            return Layout.Notice($"{undone} is paused again.");

        var found = records.FirstOrDefault(record => record.Key == lifted);
        return found.Value?.FindLifted(now) is not { } pause
            ? default
            : Html.Of($"""
                <div class="notice" role="status">{lifted} goes on now. It was paused{(pause.Reason is { } why ? $": {why}" : "")}
                <form method="post" action="/scans/budget/undo"><button name="name" value="{lifted}" aria-label="Undo: pause {lifted} again">Undo</button></form></div>
                """);
    }

    private async Task<Html?> FindRunningAsync(AccountId account, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadRunningAsync(account, now, cancellationToken);
        }
        catch (RecordException error)
        {
            return Html.Of($"""<li>{Link(account)} <span class="bad">damaged</span>: {error.Message}</li>""");
        }
    }

    private async Task<Html?> ReadRunningAsync(AccountId account, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await leases.FindOwnerAsync(account, cancellationToken) is null)
            return null;

        var progress = await scans.FindProgressAsync(account, cancellationToken);
        return leases.FindWait(progress) is { } wait
            ? Html.Of($"""<li>{Link(account)} <span class="warn">waits</span>, goes on {Times.Write(wait.Until, now)}: {wait.Reason}</li>""")
            : Html.Of($"""<li>{Link(account)} <span class="good">is being scanned</span>{(progress.Owed > 0 ? $", {progress.Owed} {(progress.Owed == 1 ? "post was" : "posts were")} waiting" : "")}</li>""");
    }

    private static Html Running(IReadOnlyList<Html?> running) => running.All(one => one is null)
        ? Html.Of($"""<p class="faint">No scan runs. What runs, and what it waits for, appears here.</p>""")
        : Html.Of($"<ul>{Html.Each(running.OfType<Html>(), one => one)}</ul>");

    private async Task<IReadOnlyList<ScanSummary>> ListEndedAsync(
        IReadOnlyList<AccountId> accounts, Action<RecordException> tellUnreadable, CancellationToken cancellationToken)
    {
        var lists = await Task.WhenAll(accounts.Select(
            account => scans.ListAsync(account, tellUnreadable, cancellationToken).ToListAsync(cancellationToken).AsTask()));
        return [.. lists.SelectMany(list => list).OrderByDescending(scan => scan.EndedAt)];
    }

    private static Html Failures(IReadOnlyList<ScanSummary> ended, DateTimeOffset now)
    {
        var kinds = ended.Where(scan => scan.Outcome == ScanOutcome.Failed).GroupBy(scan => scan.Failure).ToList();
        return kinds.Count == 0
            ? Html.Of($"""<p class="faint">None of the scans that are remembered failed.</p>""")
            : Html.Of($"""
                <table class="folds"><thead><tr><th scope="col">Kind</th><th scope="col">Times</th><th scope="col">Last</th><th scope="col">What it said last</th></tr></thead>
                <tbody>{Html.Each(kinds, kind => Failure(kind.Key, [.. kind], now))}</tbody></table>
                """);
    }

    private static Html Failure(FailureKind? kind, IReadOnlyList<ScanSummary> failed, DateTimeOffset now) => Html.Of($"""
        <tr><td class="bad">{kind?.ToString().ToLowerInvariant() ?? "error"}</td><td data-name="Times">{failed.Count}</td>
        <td data-name="Last">{Times.Write(failed[0].EndedAt, now)}</td><td class="free">{Link(failed[0].Account)}: {failed[0].Message}</td></tr>
        """);

    private Html Budgets(IReadOnlyList<KeyValuePair<string, CallBudgetRecord>> records, DateTimeOffset now)
    {
        var plans = sources.Names.Select(name => sources.Get(name).Budget).ToDictionary(plan => plan.Name);
        return records.Count == 0
            ? Html.Of($"""<p class="faint">No call was made yet. How many are left appears here.</p>""")
            : Html.Each(records, record => Budget(record.Key, record.Value, plans.GetValueOrDefault(record.Key), now));
    }

    private static Html Budget(string name, CallBudgetRecord record, CallBudgetPlan? plan, DateTimeOffset now)
    {
        var pause = record.FindPause(now) is { } held
            ? Html.Of($"""
                <p class="warn">Paused, goes on {Times.Write(held.Until, now)}{(held.Reason is { } why ? $": {why}" : "")}</p>
                <form method="post" action="/scans/budget"><button name="name" value="{name}">Go on now</button></form>
                """)
            : default;
        return Html.Of($"""
            <section><h3>{name}</h3>{pause}
            {Html.Each(plan?.Windows ?? [], window => BudgetChart.Write(window, record, now))}
            {Html.When(plan is not { Windows.Count: > 0 } && record.FindPause(now) is null && record.Waiting is not { Count: > 0 }, () => Html.Of($"""<p class="faint">Nothing waits.</p>"""))}
            {Html.When(record.Waiting is { Count: > 0 }, () => Html.Of($"<p>{record.Waiting!.Count} wait for a turn, the next one {Times.Write(DateTimeOffset.FromUnixTimeMilliseconds(record.Waiting[0].At), now)}.</p>"))}
            </section>
            """);
    }

    private async Task<IResult> LiftAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var name = form["name"].ToString();
        var lifted = await budgets.ClearAsync(name, context.RequestAborted);
        return TypedResults.LocalRedirect(lifted is null ? "/scans" : $"/scans?lifted={Uri.EscapeDataString(name)}");
    }

    private async Task<IResult> HoldAgainAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var name = form["name"].ToString();
        return await budgets.UnclearAsync(name, context.RequestAborted) is not null
            ? TypedResults.LocalRedirect($"/scans?undone={Uri.EscapeDataString(name)}")
            : throw new WebException(
                $"Nothing was taken back: the pause of '{name}' would have ended by now, or another one came since. See /scans.");
    }

    /// <summary>An account, which leads to its own scans.</summary>
    public static Html Link(AccountId account) =>
        Html.Of($"""<a href="/scans?account={Uri.EscapeDataString(account.ToString())}">{account}</a>""");
}
