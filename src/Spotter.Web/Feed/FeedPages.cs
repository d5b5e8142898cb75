using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Spotter.Models;
using Spotter.Watching;
using Spotter.Web.Markup;

namespace Spotter.Web.Feed;

/// <summary>The feed: the pictures of all accounts, the newest first.</summary>
internal sealed class FeedPages(
    PostSearch search, WatchRepository watches, ModelCatalog models, IOptions<WatchingOptions> defaults, SiteHost host, TimeProvider time)
    : IPages
{
    private static readonly string[] FilterNames = ["account", "label", "score", "words", "since", "state"];
    private static readonly string[] Spans = ["12h", "1d", "7d", "30d", "365d"];

    public void Map(IEndpointRouteBuilder routes) => routes.MapPage("/", ShowAsync);

    private async Task<IResult> ShowAsync(HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        var now = time.GetUtcNow();
        var (filter, problem) = Read(context, now);
        var cursor = context.Request.Query["cursor"].ToString() is { Length: > 0 } given ? given : null;
        var page = problem is null ? await search.FindAsync(filter, cursor, cancellationToken) : new FoundPage([], null, null);
        var watched = await watches.ListAsync(static _ => { }, cancellationToken).ToListAsync(cancellationToken);
        var labels = await FindLabelsAsync(watched, cancellationToken);
        return Layout.Page(
            context,
            "Feed",
            Html.Of($"""
                <h1 class="sr">Feed</h1>
                {Filters(context, watched, labels, page)}
                {Layout.Notice(problem, isProblem: true)}
                {Cards(filter, cursor, page, labels, now)}
                {Html.When(problem is null && page.Posts.Count == 0 && page.Next is null, () => Empty(filter, cursor, watched.Count > 0))}
                {More(filter, page)}
                """),
            "feed.js",
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private static (FeedFilter Filter, string? Problem) Read(HttpContext context, DateTimeOffset now)
    {
        try
        {
            return (FeedFilter.Read(context.Request.Query, now), null);
        }
        catch (WebException error)
        {
            return (new FeedFilter(), error.Message);
        }
    }

    private Html Cards(
        FeedFilter filter, string? cursor, FoundPage page, IReadOnlyList<string> labels, DateTimeOffset now)
    {
        // What is new is told of the whole feed, at its top.
        var newest = !filter.IsOpen || cursor is not null ? null : page.Posts is [var first, ..] ? first.Place : "";
        return Html.Of($"""
            <ol class="cards" id="cards" data-labels="{JsonSerializer.Serialize(labels, WebJson.Default.IReadOnlyListString)}"{Layout.Attribute("data-newest", newest)}{Layout.Attribute("data-news", host.NewsEvery?.TotalSeconds.ToString(CultureInfo.InvariantCulture))}>
            {Html.Each(page.Posts, post => PostCards.Write(post, filter.Label, now))}
            </ol>
            """);
    }

    private static Html More(FeedFilter filter, FoundPage page)
    {
        if (page.Next is not { } next)
            return default;

        var looked = page.LookedBackTo is { } time
            ? Html.Of($"""<p class="faint">Looked at {PostSearch.MaxLooked} posts, back to {time.ToLocalTime():yyyy-MM-dd HH:mm}.</p>""")
            : default;
        return Html.Of($"""
            <div class="more">{looked}<a class="button" id="next" rel="next" href="{filter.ToAddress(next)}">{(page.LookedBackTo is null ? "Older posts" : "Look further back")}</a></div>
            """);
    }

    private static Html Empty(FeedFilter filter, string? cursor, bool isWatching) => (filter.IsOpen && cursor is null, isWatching) switch
    {
        (false, _) => Html.Of($"""<p class="empty">No post fits. <a href="/">Show all</a></p>"""),
        (_, true) => Html.Of($"""
            <p class="empty">The pictures of the accounts that are watched will appear here, as soon as their first scan has brought them.
            <a href="/scans">See what it does</a></p>
            """),
        _ => Html.Of($"""
            <p class="empty">Pictures of accounts will appear here. Nothing is watched yet: <a href="/accounts">add an account</a>.</p>
            """),
    };

    private static Html Filters(HttpContext context, IReadOnlyList<Watch> watched, IReadOnlyList<string> labels, FoundPage page)
    {
        var query = context.Request.Query;
        var isFiltered = FilterNames.Any(name => query[name].ToString().Length > 0);
        var states = Enum.GetValues<FeedState>().Select(FeedFilter.NameOf);
        var shown = string.Create(CultureInfo.InvariantCulture, $"{page.Posts.Count}{(page.Next is null ? "" : "+")}");
        return Html.Of($"""
            <form class="search" method="get" action="/" role="search" aria-label="Filter the feed">
            <details{Layout.Attribute("open", isFiltered ? "" : null)}><summary>Filter</summary><div class="filters">
            {Select("account", "any account", watched.Select(watch => watch.Account.ToString()), query["account"])}
            {Select("label", "any label", labels, query["label"])}
            <label>score ≥ <input name="score" inputmode="decimal" size="4" placeholder="any" value="{query["score"].ToString()}"></label>
            <label>words <input name="words" size="14" placeholder="chowder|bisque" value="{query["words"].ToString()}"></label>
            {Select("since", "any time", Spans, query["since"])}
            {Select("state", "any state", states.Skip(1), query["state"])}
            <button>Show</button></div></details>
            <span class="faint">{shown} {(page.Posts.Count == 1 && page.Next is null ? "post" : "posts")}</span>
            {Html.When(context.Request.QueryString.HasValue, () => Html.Of($"""<a href="/">clear</a>"""))}
            </form>
            """);
    }

    // What an address asks for is kept, whether or not it is in the list.
    private static Html Select(string name, string any, IEnumerable<string> choices, string? chosen)
    {
        var all = string.IsNullOrEmpty(chosen) ? choices : choices.Append(chosen);
        return Html.Of($"""
            <select name="{name}" aria-label="{name}"><option value="">{any}</option>
            {Html.Each(all.Distinct(), choice => Html.Of($"""<option{Layout.Attribute("selected", choice == chosen ? "" : null)}>{choice}</option>"""))}
            </select>
            """);
    }

    private async Task<IReadOnlyList<string>> FindLabelsAsync(IReadOnlyList<Watch> watched, CancellationToken cancellationToken)
    {
        var labels = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var name in watched.Select(watch => watch.Model ?? defaults.Value.Model).Append(defaults.Value.Model).Distinct())
            labels.UnionWith(await FindLabelsAsync(name, cancellationToken));
        return [.. labels];
    }

    // A model that is gone or being replaced is told of on the page of models.
    private async Task<IReadOnlyList<string>> FindLabelsAsync(string model, CancellationToken cancellationToken)
    {
        try
        {
            return (await models.ReadDescriptionAsync(model, cancellationToken)).Labels;
        }
        catch (ModelException)
        {
            return [];
        }
    }
}
