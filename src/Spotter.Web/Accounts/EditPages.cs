using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spotter.Accounts;
using Spotter.Scanning;
using Spotter.State;
using Spotter.Watching;
using Spotter.Web.Feed;
using Spotter.Web.Markup;

namespace Spotter.Web.Accounts;

/// <summary>Changes one watch, with a preview of what its rules would have matched.</summary>
internal sealed class EditPages(
    WatchRepository watches, WatchMaker maker, IServiceProvider services, IOptions<WatchingOptions> defaults, TimeProvider time) : IPages
{
    /// <summary>How far a preview looks back.</summary>
    public const int Days = 30;

    // Each looks at all posts of these days.
    private const int MaxPreviews = 20;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("/accounts/edit", ShowAsync);
        routes.MapForm("/accounts/edit", SaveAsync);
        routes.MapForm("/accounts/remove", RemoveAsync);
    }

    private async Task<IResult> ShowAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var account = FeedFilter.ReadAccount(query["account"]);
        if (await FindDamageAsync(account, context.RequestAborted) is { } damage)
            return WriteDamaged(context, account, damage, problem: null);

        var watch = await GetAsync(account, context.RequestAborted);
        var fields = query.ContainsKey("rules")
            ? WatchFields.Read(name => query[name].ToString())
            : WatchFields.Of(watch);
        return await WriteAsync(context, watch, fields, problem: null);
    }

    private async Task<IResult> WriteAsync(HttpContext context, Watch watch, WatchFields fields, string? problem)
    {
        var previews = new List<Html>();
        var rules = AccountPages.Lines(fields.Rules);
        foreach (var rule in rules.Take(MaxPreviews))
            previews.Add(await PreviewAsync(watch.Account, rule, context.RequestAborted));
        return Layout.Page(
            context,
            $"Edit {watch.Account.Handle}",
            Html.Of($"""
                <h1>{watch.Account.Handle}</h1>
                {Layout.Notice(problem, isProblem: true)}
                <div class="two">
                <div>{Form(watch, fields)}{Removal(watch.Account)}</div>
                <section id="preview" aria-label="Preview" aria-live="polite">
                <h2>In the last {Days} days</h2>
                {Html.Each(previews, preview => preview)}
                {Html.When(rules.Count > MaxPreviews, () => Html.Of($"""<p class="faint">Of {rules.Count} rules the first {MaxPreviews} are tried here.</p>"""))}
                {Html.When(previews.Count == 0, () => Html.Of($"""<p class="empty">What a rule would have matched appears here.</p>"""))}
                </section></div>
                """),
            "edit.js",
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private Html Form(Watch watch, WatchFields fields) => Html.Of($"""
        <form class="stack" id="edit" method="post" action="/accounts/edit">
        <input type="hidden" name="account" value="{watch.Account}">
        <label>Rules, one a line <textarea name="rules" rows="6">{fields.Rules}</textarea></label>
        <p class="faint">For example: specials-board &gt;= 0.9 and words has "clam chowder|bisque" -&gt; lunch</p>
        <label>Schedule: six fields, seconds first <input name="schedule" value="{fields.Schedule}" placeholder="{defaults.Value.Schedule}"></label>
        <label>Time zone <input name="zone" value="{fields.Zone}" placeholder="{defaults.Value.TimeZone}"></label>
        <label>Model <input name="model" value="{fields.Model}" placeholder="{defaults.Value.Model}"></label>
        <label>Model of captions <input name="captions" value="{fields.CaptionModel}" placeholder="{defaults.Value.CaptionModel ?? Watch.NoModel}"></label>
        <div class="row"><button class="first">Save</button>
        <button formmethod="get" formaction="/accounts/edit">Preview</button><a href="/accounts">Back</a></div>
        </form>
        """);

    // What cannot be read can be removed, and the account be added anew.
    private static PageResult WriteDamaged(HttpContext context, AccountId account, string damage, string? problem) => Layout.Page(
        context,
        $"Edit {account.Handle}",
        Html.Of($"""
            <h1>{account.Handle}</h1>
            {Layout.Notice(problem, isProblem: true)}
            {Layout.Notice($"{account} is not scanned. {damage} Or stop watching it here and add it again: its posts stay.", isProblem: true)}
            {Removal(account)}
            <p><a href="/accounts">Back</a></p>
            """),
        status: problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);

    private static Html Removal(AccountId account) => Html.Of($"""
        <details><summary>Stop watching it for good</summary>
        <form class="stack" method="post" action="/accounts/remove"><input type="hidden" name="account" value="{account}">
        <label>Its posts and pictures stay, its rules go. Type {account.Handle} to confirm <input name="handle" required autocomplete="off"></label>
        <button>Remove</button></form></details>
        """);

    private async Task<Html> PreviewAsync(AccountId account, string rule, CancellationToken cancellationToken)
    {
        try
        {
            var tester = services.GetRequiredService<RuleTester>();
            var condition = await tester.ReadAsync(rule, [account], cancellationToken);
            return RulePreview.Write(
                await tester.TestAsync(condition, [account], time.GetUtcNow().AddDays(-Days), cancellationToken), time.GetUtcNow());
        }
        // A watch whose model is gone is mended here.
        catch (SpotterException error)
        {
            return Html.Of($"""<h3 class="rule">{rule}</h3>{Layout.Notice(error.Message, isProblem: true)}""");
        }
    }

    private async Task<IResult> SaveAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var watch = await GetAsync(FeedFilter.ReadAccount(form["account"]), context.RequestAborted);
        var fields = WatchFields.Read(name => form[name].ToString());
        try
        {
            var changed = await maker.ChangeAsync(watch, fields.ToChange(), context.RequestAborted);
            // Somebody may have paused it meanwhile.
            var saved = await watches.SaveAsync(
                watch.Account,
                present => changed with { Since = present.Since, Paused = present.Paused },
                context.RequestAborted);
            return saved is null
                ? throw AccountPages.NotWatched(watch.Account)
                : TypedResults.LocalRedirect(AccountNotices.AddressOf("saved", watch.Account));
        }
        catch (InputException error)
        {
            return await WriteAsync(context, watch, fields, error.Message);
        }
    }

    private async Task<IResult> RemoveAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var account = FeedFilter.ReadAccount(form["account"]);
        if (form["handle"].ToString().Trim() != account.Handle)
            return await WriteStillWatchedAsync(context, account);

        return await watches.RemoveAsync(account, context.RequestAborted)
            ? TypedResults.LocalRedirect(AccountNotices.AddressOf("removed", account))
            : throw AccountPages.NotWatched(account);
    }

    private async Task<IResult> WriteStillWatchedAsync(HttpContext context, AccountId account)
    {
        var problem = $"It is still watched: what was typed is not {account.Handle}.";
        if (await FindDamageAsync(account, context.RequestAborted) is { } damage)
            return WriteDamaged(context, account, damage, problem);

        var watch = await GetAsync(account, context.RequestAborted);
        return await WriteAsync(context, watch, WatchFields.Of(watch), problem);
    }

    private async Task<Watch> GetAsync(AccountId account, CancellationToken cancellationToken) =>
        await watches.FindAsync(account, cancellationToken) ?? throw AccountPages.NotWatched(account);

    private async Task<string?> FindDamageAsync(AccountId account, CancellationToken cancellationToken)
    {
        try
        {
            await watches.FindAsync(account, cancellationToken);
            return null;
        }
        catch (RecordException error)
        {
            return error.Message;
        }
    }
}
