using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Spotter.Accounts;
using Spotter.Corrections;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Watching;
using Spotter.Web.Entrance;
using Spotter.Web.Feed;
using Spotter.Web.Markup;
using Spotter.Web.Pictures;

namespace Spotter.Web.Review;

/// <summary>
/// One picture after the other, those that the model is least sure of first, and a person says what it shows. It is kept as
/// <c>spotter review</c> keeps it.
/// </summary>
internal sealed class ReviewPages(
    PictureReview review, PictureLabels labels, Labelling labelling, WatchRepository watches, ReviewCount count, CorrectionsBar bar,
    TimeProvider time) : IPages
{
    // All of them are looked at, to find the least sure.
    private const int Days = ReviewCount.Days;

    private const int MaxPictures = ReviewCount.Most;
    private const int MaxNumbers = 9;
    private const int MaxDamages = 5;
    private static readonly string[] Filters = ["account", "label"];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("/review", ShowAsync);
        routes.MapForm("/review", LabelAsync);
        routes.MapForm("/review/undo", UndoAsync);
    }

    private async Task<IResult> ShowAsync(HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        var query = context.Request.Query;
        var account = query["account"].ToString() is { Length: > 0 } given ? FeedFilter.ReadAccount(given) : (AccountId?)null;
        var accounts = account is { } one
            ? [one]
            : await watches.ListAccountsAsync(from: null, cancellationToken).ToListAsync(cancellationToken);
        var damages = new List<string>();
        var items = await review.FindAsync(
            new ReviewFilter
            {
                Accounts = accounts,
                Since = time.GetUtcNow().AddDays(-Days),
                Label = query["label"].ToString() is { Length: > 0 } label ? label : null,
                UnsureFirst = true,
                Limit = MaxPictures,
            },
            error => damages.Add(error.Message),
            cancellationToken);
        if (query["account"].Count + query["label"].Count == 0)
            count.Take(items);
        var skipped = query["skip"].ToString().Split(',').ToHashSet(StringComparer.Ordinal);
        var first = query["first"].ToString();
        var left = items
            .Where(item => !skipped.Contains(Short(item.Picture)))
            .OrderByDescending(item => item.Picture.Hex == first)
            .ToList();
        var said = await labels.ListAsync(static _ => { }, cancellationToken).ToListAsync(cancellationToken);
        var corrections = await bar.WriteAsync(left.FirstOrDefault()?.Model, cancellationToken);
        var shown = left is [var item, ..]
            ? await ItemAsync(context, item, left.ElementAtOrDefault(1), cancellationToken)
            : Empty(query["skip"].Count > 0);
        return Layout.Page(
            context,
            "Review",
            Html.Of($"""
                <h1>Review</h1>
                {Html.When(left.Count > 0, () => Left(left, isMore: items.Count == MaxPictures))}
                {Undo(said)}
                {Html.Each(damages.Take(MaxDamages), damage => Layout.Notice(damage, isProblem: true))}
                {shown}
                {Html.When(said.Count > 0, () => Html.Of($"""<p class="faint">{said.Count} {(said.Count == 1 ? "picture has" : "pictures have")} a person's label.</p>"""))}
                {corrections}
                """),
            "review.js");
    }

    private static Html Left(IReadOnlyList<ReviewItem> left, bool isMore) => Html.Of($"""
        <p class="faint">{left.Count}{(isMore ? "+" : "")} to look at, the model is unsure of {left.Count(item => item.Best.Score < ReviewCount.Unsure)}: the least sure first</p>
        """);

    private static Html Empty(bool isSkipped) => isSkipped
        ? Html.Of($"""<p class="empty">All that is left was skipped. <a href="/review">Look at it again</a></p>""")
        : Html.Of($"""
            <p class="empty">Pictures that were classified in the last {Days} days, and to which nobody said anything, appear here.
            <a href="/">Back to the feed</a></p>
            """);

    private async Task<Html> ItemAsync(HttpContext context, ReviewItem item, ReviewItem? next, CancellationToken cancellationToken)
    {
        var known = await labelling.FindLabelsAsync(item, cancellationToken);
        var numbered = (known.Count <= MaxNumbers ? known : item.Scores.Select(score => score.Label)).Take(MaxNumbers).ToList();
        var now = time.GetUtcNow();
        return Html.Of($"""
            <div class="review">
            <div class="frame"><img src="{PicturePages.AddressOf(item.Picture, Thumbnails.Large)}" alt="Picture by {item.Account.Handle} that is to be labelled"></div>
            <div>
            <p>{item.Account.Handle} <span class="faint">{Times.Write(item.Post.PostedAt, now)}</span></p>
            <p>The model says <strong>{item.Best.Label}</strong> <span class="score">{item.Best.Score:0.00}</span>.</p>
            <form class="choices" method="post" action="/review">
            <input type="hidden" name="picture" value="{item.Picture}"><input type="hidden" name="account" value="{item.Account}">
            <input type="hidden" name="key" value="{PostKeys.Of(item.Post)}"><input type="hidden" name="to" value="{Layout.PathOf(context)}">
            <button class="first" name="label" value="{item.Best.Label}" data-key="r"><kbd>r</kbd> Right: {item.Best.Label}</button>
            {Wrong(item, numbered)}
            {Html.Each(numbered.Index(), one => Choice(one.Index + 1, one.Item, item))}
            </form>
            {Other(context, item)}
            <p><a class="button" href="{SkipAddress(context, item.Picture)}" data-key="s"><kbd>s</kbd>Skip it</a></p>
            {(item.Post.Caption is { Length: > 0 } caption ? Html.Of($"""<p class="caption" dir="auto">{caption}</p>""") : default)}
            </div></div>
            {Preload(next)}
            """);
    }

    // What is looked at next is there when this one is said.
    private static Html Preload(ReviewItem? next) => next is null
        ? default
        : Html.Of($"""<img class="sr" src="{PicturePages.AddressOf(next.Picture, Thumbnails.Large)}" alt="" aria-hidden="true">""");

    // Of two labels, what is not the one is the other.
    private static Html Wrong(ReviewItem item, List<string> numbered) =>
        numbered.Where(label => label != item.Best.Label).ToList() is [var other] && numbered.Count == 2
            ? Html.Of($"""<button name="label" value="{other}" data-key="x"><kbd>x</kbd> Wrong: {other}</button>""")
            : default;

    private static Html Choice(int number, string label, ReviewItem item) => Html.Of($"""
        <button name="label" value="{label}" data-key="{number}"><kbd>{number}</kbd>{label} <span class="faint score">{(item.Scores.FirstOrDefault(score => score.Label == label)?.Score ?? 0):0.00}</span></button>
        """);

    private static Html Other(HttpContext context, ReviewItem item) => Html.Of($"""
        <details><summary>Another label</summary>
        <form class="row" method="post" action="/review">
        <input type="hidden" name="picture" value="{item.Picture}"><input type="hidden" name="account" value="{item.Account}">
        <input type="hidden" name="key" value="{PostKeys.Of(item.Post)}"><input type="hidden" name="to" value="{Layout.PathOf(context)}">
        <input type="hidden" name="new" value="on">
        <label>Label <input name="label" required maxlength="{DatasetExport.MaxName}"></label><button>Set</button></form></details>
        """);

    // The latest label, again and again: one goes back as far as one likes.
    private static Html Undo(IReadOnlyList<PictureLabel> said) => said.MaxBy(label => label.At) is { } last
        ? Html.Of($"""
            <form class="row" method="post" action="/review/undo"><input type="hidden" name="picture" value="{last.Picture}">
            <span>Said last: <strong>{last.Label}</strong> of a picture by {last.Account.Handle}</span>
            <button data-key="u"><kbd>u</kbd> Undo</button></form>
            """)
        : default;

    private static string SkipAddress(HttpContext context, PictureId picture)
    {
        var query = context.Request.Query;
        var skipped = query["skip"].ToString();
        // Who looks at some goes on with these.
        var filters = Filters.Where(name => query[name].ToString().Length > 0)
            .Select(name => $"&{name}={Uri.EscapeDataString(query[name].ToString())}");
        return $"/review?skip={(skipped.Length > 0 ? skipped + "," : "")}{Short(picture)}{string.Concat(filters)}";
    }

    private static string Short(PictureId picture) => picture.Hex[..8];

    private async Task<IResult> LabelAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        await labelling.SetAsync(
            FeedFilter.ReadAccount(form["account"]), form["key"], PictureOf(form), form["label"].ToString().Trim(), form["new"] == "on",
            context.RequestAborted);
        return Problems.IsForProgram(context.Request)
            ? TypedResults.NoContent()
            : TypedResults.LocalRedirect(EntrancePages.Inside(form["to"]));
    }

    private async Task<IResult> UndoAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var picture = PictureOf(form);
        await labelling.UndoAsync(picture, context.RequestAborted);
        if (Problems.IsForProgram(context.Request))
            return TypedResults.NoContent();

        return TypedResults.LocalRedirect(form["to"].Count > 0 ? EntrancePages.Inside(form["to"]) : $"/review?first={picture}");
    }

    private static PictureId PictureOf(IFormCollection form) => PictureId.TryParse(form["picture"], out var picture)
        ? picture
        : throw new WebException("A picture's id is 64 hexadecimal digits.");
}
