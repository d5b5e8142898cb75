using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Spotter.Reporting;
using Spotter.Watching;
using Spotter.Web.Feed;
using Spotter.Web.Markup;
using Spotter.Web.Pictures;

namespace Spotter.Web.Insights;

/// <summary>What people like: of an account, some or all, in a range of time; as a page, a file and for programs.</summary>
internal sealed class InsightsPages(FindingsCache cache, IInsightsReport report, WatchRepository watches, TimeProvider time) : IPages
{
    private const int MaxChoices = 500;

    private static readonly string[] Spans = ["7d", "30d", "90d", "365d"];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("/insights", ShowAsync);
        routes.MapPage("/insights/report.html", (HttpContext context) => SendAsync(context, "text/html", "html", WriteHtmlAsync));
        routes.MapPage("/insights/report.csv", (HttpContext context) => SendAsync(context, "text/csv", "csv", WriteCsvAsync));
        routes.MapGet("/api/insights", (Delegate)AnswerAsync).WithTags("Insights")
            .WithSummary("What people like of the posts of an account, some (account several times) or all, since and until a time.")
            .Produces<Findings>().ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private async Task<IResult> ShowAsync(HttpContext context)
    {
        var (findings, problem) = await TryFindAsync(context);
        var watched = await watches.ListAccountsAsync(from: null, context.RequestAborted).Take(MaxChoices)
            .Select(account => account.ToString()).ToListAsync(context.RequestAborted);
        return Layout.Page(
            context,
            "Insights",
            Html.Of($"""
                <h1>Insights</h1>
                {Filters(context, watched)}
                {Layout.Notice(problem, isProblem: true)}
                {(findings is null ? default : Body(context, findings))}
                """),
            status: problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private static Html Body(HttpContext context, Findings findings) => findings.All.Posts == 0
        ? Html.Of($"""
            <p class="empty">What people like will appear here as soon as there are posts with likes{(findings.Since is null && findings.Until is null ? "" : " in this time")}.
            <a href="/accounts">Watch an account</a>, or collect its past: <code>spotter collect</code></p>
            """)
        : Html.Of($"""
            <p class="faint">{InsightsReport.DescribeRange(findings)} <span class="nobr">As a file: <a href="/insights/report.html{context.Request.QueryString}">report</a>, <a href="/insights/report.csv{context.Request.QueryString}">table</a></span></p>
            {InsightsBody.Write(findings, View, findings.AccountCount == 1 ? NewPostForm.Write(context.Request.Query, findings) : default)}
            """);

    private static PostView View { get; } = new(
        post => PostPages.AddressOf(post.Account, post.Key),
        post => post.Picture is { } id ? PicturePages.AddressOf(id, Thumbnails.Small) : null);

    private async Task<(Findings? Findings, string? Problem)> TryFindAsync(HttpContext context)
    {
        try
        {
            return (await FindAsync(context), null);
        }
        catch (InputException error)
        {
            return (null, error.Message);
        }
    }

    private Task<Findings> FindAsync(HttpContext context) => cache.FindAsync(
        context.Request.QueryString.ToString(), InsightsFilter.Read(context.Request.Query, time.GetUtcNow()), context.RequestAborted);

    private static Html Filters(HttpContext context, IReadOnlyList<string> watched)
    {
        var query = context.Request.Query;
        var accounts = query["account"].OfType<string>().Where(account => account.Length > 0).Distinct().ToList();
        return Html.Of($"""
            <form class="filters" method="get" action="/insights" role="search" aria-label="Which posts">
            {(accounts.Count > 1 ? Several(accounts) : Choice(watched, accounts.FirstOrDefault()))}
            <select name="since" aria-label="since"><option value="">any time</option>
            {Html.Each(Spans.Append(query["since"].ToString()).Where(span => span.Length > 0).Distinct(), span => Option(span, span == query["since"]))}</select>
            <label>before <input type="date" name="until" value="{query["until"].ToString()}"></label>
            <button>Show</button>
            {Html.When(context.Request.QueryString.HasValue, () => Html.Of($"""<a href="/insights">clear</a>"""))}
            </form>
            """);
    }

    private static Html Choice(IReadOnlyList<string> watched, string? chosen) => Html.Of($"""
        <select name="account" aria-label="account"><option value="">all accounts</option>
        {Html.Each(watched.Concat(new[] { chosen }.OfType<string>()).Distinct(), choice => Option(choice, choice == chosen))}</select>
        """);

    // An address can name what a list to choose one from cannot.
    private static Html Several(IReadOnlyList<string> accounts) => Html.Of($"""
        <span title="{string.Join(", ", accounts)}">{accounts.Count} accounts</span>{Html.Each(accounts, account => Html.Of($"""<input type="hidden" name="account" value="{account}">"""))}
        """);

    private static Html Option(string text, bool isChosen) =>
        Html.Of($"<option{Layout.Attribute("selected", isChosen ? "" : null)}>{text}</option>");

    private async Task<IResult> SendAsync(
        HttpContext context, string type, string extension, Func<Findings, CancellationToken, Task<string>> write)
    {
        var text = await write(await FindAsync(context), context.RequestAborted);
        var day = time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return TypedResults.File(Encoding.UTF8.GetBytes(text), $"{type}; charset=utf-8", $"insights-{day}.{extension}");
    }

    private Task<string> WriteHtmlAsync(Findings findings, CancellationToken cancellationToken) =>
        report.WriteAsync(findings, cancellationToken);

    private static Task<string> WriteCsvAsync(Findings findings, CancellationToken cancellationToken)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        FindingsTable.Write(findings, text);
        return Task.FromResult(text.ToString());
    }

    private async Task<IResult> AnswerAsync(HttpContext context) =>
        TypedResults.Text(JsonSerializer.Serialize(await FindAsync(context), FindingsJson.Default.Findings), "application/json");
}
