using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Spotter.Accounts;
using Spotter.Captions;
using Spotter.Posts;
using Spotter.Scanning;
using Spotter.Sources;
using Spotter.State;
using Spotter.Watching;
using Spotter.Web.Feed;
using Spotter.Web.Markup;
using Spotter.Web.Pictures;

namespace Spotter.Web.Accounts;

/// <summary>The accounts that are watched: how each stands, and what can be done about it.</summary>
internal sealed class AccountPages(
    WatchRepository watches,
    WatchMaker maker,
    AccountNames names,
    PostSources sources,
    PostRepository posts,
    ScanRepository scans,
    ScanTimes times,
    AccountLeases leases,
    IScanStarter starter,
    CaptionTallies tallies,
    TimeProvider time) : IPages
{
    private const int PageSize = 100;

    // The first posts of an account may be videos.
    private const int MaxPostsForPicture = 5;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("/accounts", ShowAsync);
        routes.MapForm("/accounts", AddAsync);
        routes.MapForm("/accounts/change", ChangeAsync);
    }

    private Task<IResult> ShowAsync(HttpContext context) => WriteAsync(context, problem: null, account: "", rules: "");

    private async Task<IResult> WriteAsync(HttpContext context, string? problem, string account, string rules)
    {
        var cancellationToken = context.RequestAborted;
        var damaged = new List<RecordException>();
        var after = context.Request.Query["after"].ToString();
        var list = await watches.ListAsync(damaged.Add, cancellationToken)
            .SkipWhile(watch => string.CompareOrdinal(watch.Account.ToString(), after) <= 0)
            .Take(PageSize + 1)
            .ToListAsync(cancellationToken);
        var last = list.Count > PageSize ? list[PageSize - 1].Account.ToString() : "~";
        var unreadable = damaged.Where(error => error.Id.Key is { } key
            && string.CompareOrdinal(key, after) > 0 && string.CompareOrdinal(key, last) <= 0);
        var rows = (await Task.WhenAll(list.Take(PageSize).Select(async watch => (
                Key: watch.Account.ToString(), Row: await TryRowAsync(watch, cancellationToken)))))
            .Concat(unreadable.Select(error => (error.Id.Key, Row: DamagedRow(AccountId.Parse(error.Id.Key), error.Message))))
            .OrderBy(row => row.Key, StringComparer.Ordinal)
            .Select(row => row.Row)
            .ToList();
        var canUndo = await FindUndoAsync(context);
        return Layout.Page(
            context,
            "Accounts",
            Html.Of($"""
                <h1>Accounts</h1>
                {AccountNotices.Write(context, canUndo)}
                {Layout.Notice(problem, isProblem: true)}
                {Form(account, rules, isOpen: account.Length > 0 || (rows.Count == 0 && after.Length == 0))}
                {Table(rows)}
                {More(list)}
                """),
            status: problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private Html Form(string account, string rules, bool isOpen) => Html.Of($"""
        <details class="add"{Layout.Attribute("open", isOpen ? "" : null)}>
        <summary>Add an account</summary>
        <form class="stack" method="post" action="/accounts">
        <label>Account <input name="account" required value="{account}" placeholder="instagram:davesfreshpasta" aria-describedby="account-help"></label>
        <p class="faint" id="account-help">Sources: {string.Join(", ", sources.Names)}. @davesfreshpasta and the address of a profile mean an account, too.</p>
        <label>Rules, one a line <textarea name="rules" rows="3" placeholder="specials-board and words has chowder -&gt; lunch">{rules}</textarea></label>
        <p class="faint">Without a rule nobody is told: pictures are shown here only.</p>
        <button>Watch it</button>
        </form>
        </details>
        """);

    private static Html Table(IReadOnlyList<Html> rows) => rows.Count == 0
        ? Html.Of($"""<p class="empty">The accounts that are watched will appear here. Add the first one above.</p>""")
        : Html.Of($"""
            <table class="folds">
            <thead><tr><th scope="col"><span class="sr">Last picture</span></th><th scope="col">Account</th><th scope="col">Rules</th>
            <th scope="col">Last scan</th><th scope="col">Next scan</th><th scope="col">Health</th><th scope="col"><span class="sr">Actions</span></th></tr></thead>
            <tbody>{Html.Each(rows, row => row)}</tbody>
            </table>
            """);

    private static Html More(IReadOnlyList<Watch> list) => Html.When(
        list.Count > PageSize,
        () => Html.Of($"""
            <div class="more"><a class="button" href="/accounts?after={Uri.EscapeDataString(list[PageSize - 1].Account.ToString())}">More accounts</a></div>
            """));

    private async Task<Html> TryRowAsync(Watch watch, CancellationToken cancellationToken)
    {
        try
        {
            return await RowAsync(watch, cancellationToken);
        }
        catch (RecordException error)
        {
            return DamagedRow(watch.Account, error.Message);
        }
    }

    private static Html DamagedRow(AccountId account, string damage) => Html.Of($"""
        <tr><td></td><td><a href="/?account={Uri.EscapeDataString(account.ToString())}">{account.Handle}</a><br><span class="faint">{account.Source}</span></td>
        <td data-name="Health" class="free bad" colspan="4">damaged: {damage}</td>
        <td><div class="actions"><a class="button" href="/accounts/edit?account={Uri.EscapeDataString(account.ToString())}" aria-label="Edit {account.Handle}">Edit</a></div></td></tr>
        """);

    private async Task<Html> RowAsync(Watch watch, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var progress = await scans.FindProgressAsync(watch.Account, cancellationToken);
        var next = times.FindNext(watch, progress);
        var status = AccountStatus.Of(leases, progress);
        var picture = await FindPictureAsync(watch.Account, cancellationToken);
        var said = await tallies.FindPredictionAsync(watch.Account, cancellationToken);
        var address = Uri.EscapeDataString(watch.Account.ToString());
        return Html.Of($"""
            <tr><td>{picture}</td>
            <td class="account"><a href="/?account={address}">{watch.Account.Handle}</a><br><span class="faint">{watch.Account.Source}</span>{Captions(said)}</td>
            <td data-name="Rules" class="rules">{Rules(watch)}</td>
            <td data-name="Last scan">{(progress.LastEnd is { } end ? Times.Write(end.EndedAt, now) : Html.Of($"none"))}</td>
            <td data-name="Next scan">{(watch.Paused ? Html.Of($"paused") : next is { } at ? Times.Write(at, now) : Html.Of($"none"))}</td>
            <td data-name="Health" class="free {(status.Describe() == "well" ? "good" : "warn")}">{status.Describe()}</td>
            <td><div class="actions">{AccountNotices.Action(watch.Account, "scan", "Scan now")}
            {AccountNotices.Action(watch.Account, watch.Paused ? "resume" : "pause", watch.Paused ? "Resume" : "Pause")}
            <a class="button" href="/accounts/edit?account={address}" aria-label="Edit {watch.Account.Handle}">Edit</a></div></td></tr>
            """);
    }

    private static Html Captions(KeptPrediction? said) => said is null
        ? default
        : Html.Of($"""<br><span class="free" title="What the account's captions suggest. Decide nothing about a person by it.">{said.Describe()}</span>""");

    private static Html Rules(Watch watch) => watch.Rules.Count == 0
        ? Html.Of($"""<span class="faint">none</span>""")
        : Html.Each(watch.Rules, rule => Html.Of($"""<div>{rule.Condition.ToString()} <span class="nobr">-&gt; {rule.Channel}</span></div>"""));

    private async Task<Html> FindPictureAsync(AccountId account, CancellationToken cancellationToken)
    {
        var id = await posts.ListAsync(account, after: null, cancellationToken)
            .Take(MaxPostsForPicture)
            .Select(post => post.Post.Pictures.Select(picture => picture.Id).FirstOrDefault(id => id is not null))
            .FirstOrDefaultAsync(id => id is not null, cancellationToken);
        return id is { } picture
            ? Html.Of($"""<img src="{PicturePages.AddressOf(picture, Thumbnails.Small)}" alt="" width="56" height="56" loading="lazy">""")
            : default;
    }

    private async Task<IResult> AddAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (text, rules) = (form["account"].ToString(), form["rules"].ToString());
        try
        {
            var account = names.RequireValid(await names.FindAsync(text, context.RequestAborted));
            var make = await maker.MakeAsync(schedule: null, zone: null, model: null, Lines(rules), context.RequestAborted);
            if (!await watches.TryAddAsync(make(account), context.RequestAborted))
                throw new WebException($"{account} is watched already. Edit it below.");

            return TypedResults.LocalRedirect(AccountNotices.AddressOf("added", account));
        }
        catch (InputException error)
        {
            return await WriteAsync(context, error.Message, text, rules);
        }
    }

    private async Task<IResult> ChangeAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var account = FeedFilter.ReadAccount(form["account"]);
        var done = form["action"].ToString() switch
        {
            "pause" => await PauseAsync(account, isPaused: true, context.RequestAborted),
            "resume" => await PauseAsync(account, isPaused: false, context.RequestAborted),
            "scan" => await ScanAsync(account, context.RequestAborted),
            "undo" => await UndoAsync(account, context.RequestAborted),
            var other => throw new WebException($"There is no action '{other}'. There are: scan, pause, resume, undo."),
        };
        return TypedResults.LocalRedirect(AccountNotices.AddressOf(done, account));
    }

    private async Task<string> PauseAsync(AccountId account, bool isPaused, CancellationToken cancellationToken)
    {
        if (await watches.UpdateAsync(account, watch => watch with { Paused = isPaused }, cancellationToken) is null)
            throw NotWatched(account);
        return isPaused ? "paused" : "resumed";
    }

    private async Task<string> UndoAsync(AccountId account, CancellationToken cancellationToken) =>
        await watches.UndoAsync(account, cancellationToken) switch
        {
            true => "undone",
            false => throw new WebException(
                $"Nothing was taken back: {account} was changed again since, here or by somebody else. Edit it to see how it is now."),
            null => throw NotWatched(account),
        };

    // What was saved can be taken back as long as nobody changed it again.
    private async Task<bool> FindUndoAsync(HttpContext context) =>
        context.Request.Query["done"] == "saved"
        && AccountId.TryParse(context.Request.Query["account"], out var account)
        && await watches.CanUndoAsync(account, context.RequestAborted);

    private async Task<string> ScanAsync(AccountId account, CancellationToken cancellationToken)
    {
        if (!await watches.IsWatchedAsync(account, cancellationToken))
            throw NotWatched(account);
        return (await starter.StartAsync(new ScanRequest(account, IsAsked: true), cancellationToken)).IsNew ? "scanning" : "busy";
    }

    /// <summary>What is told where an account is not watched.</summary>
    public static WebException NotWatched(AccountId account) => new($"{account} is not watched. Add it on the page of accounts.");

    /// <summary>The lines of a text that are not empty.</summary>
    public static IReadOnlyList<string> Lines(string text) =>
        text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
