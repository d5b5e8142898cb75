using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Spotter.Corrections;
using Spotter.Insights;
using Spotter.Models;
using Spotter.Web.Feed;
using Spotter.Web.Markup;
using Spotter.Web.Pictures;

namespace Spotter.Web.Models;

/// <summary>Two models on the same pictures, in four cells that open.</summary>
internal sealed class ComparePages(ModelReader reader, ModelMatcher matcher) : IPages
{
    private const string Address = "/models/compare";
    private const int MaxShown = 6;
    private const int MaxOpened = 200;

    // What is left is looked at when the page is asked for again.
    internal static readonly TimeSpan Most = TimeSpan.FromSeconds(4);

    private static readonly (MatchCell Cell, string Word)[] Cells =
    [
        (MatchCell.Both, "both"), (MatchCell.OnlyA, "only-a"), (MatchCell.OnlyB, "only-b"), (MatchCell.Neither, "neither"),
    ];

    public void Map(IEndpointRouteBuilder routes) => routes.MapPage(Address, ShowAsync);

    /// <summary>Where two are compared.</summary>
    public static string AddressOf(string a, string b, string? cell = null) =>
        $"{Address}?a={Uri.EscapeDataString(a)}&b={Uri.EscapeDataString(b)}{(cell is null ? "" : $"&cell={cell}")}";

    /// <summary>The versions that can be compared.</summary>
    public static IReadOnlyList<string> PlacesOf(IEnumerable<ShownModel> models) =>
    [
        .. models.Where(model => model is { Kind: ModelKind.Classifier, IsHosted: false }).SelectMany(
            model => model.Versions.Where(version => version.Problem is null).Select(version => $"{model.Name}/{version.Name}")),
    ];

    /// <summary>Asks which two.</summary>
    public static Html Form(IReadOnlyList<string> places, string a, string b) => Html.Of($"""
        <form class="row compare" method="get" action="{Address}">
        <label>A <select name="a">{Html.Each(places, place => Option(place, a))}</select></label>
        <label>B <select name="b">{Html.Each(places, place => Option(place, b))}</select></label>
        <button>Compare</button></form>
        """);

    /// <summary>Whether the difference of two can be told from chance, in a sentence.</summary>
    public static string Judge(MatchTally tally, string a, string b)
    {
        if (tally.Pictures == 0)
            return "There is no picture that neither was trained with, so nothing fair can be said yet. Label new pictures in the review. "
                + "Two versions of one model are held against each other in the newer one's report, on what neither was fitted to.";
        if (tally.OnlyA + tally.OnlyB == 0)
            return "They are right and wrong about the same pictures: no difference shows.";

        var (better, more, less) = tally.OnlyA >= tally.OnlyB ? (a, tally.OnlyA, tally.OnlyB) : (b, tally.OnlyB, tally.OnlyA);
        var chance = tally.Chance.ToString("0.###", CultureInfo.InvariantCulture);
        return tally.Chance < SignTest.Level
            ? $"{better} is better: it alone is right about {more}, the other alone about {less}, and chance makes such a difference, or a "
                + $"larger one, in {chance} of all cases."
            : $"The difference cannot be told from chance: one alone is right about {more}, the other alone about {less}, and chance makes "
                + $"such a difference, or a larger one, in {chance} of all cases.";
    }

    private async Task<IResult> ShowAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var places = PlacesOf(await reader.ListAsync(context.RequestAborted));
        var (a, b) = (query["a"].ToString(), query["b"].ToString());
        if (places.Count < 2 && (a.Length == 0 || b.Length == 0))
            return Page(context, places, "", "", Html.Of($"""
                <p class="empty">There are not two to compare yet. Two models, or two versions of one, are held against each other here.
                <a href="/models#train">Train a new version</a></p>
                """));
        if (a.Length == 0 || b.Length == 0)
            return Page(context, places, places.FirstOrDefault(""), places.LastOrDefault(""), Html.Of($"""<p class="empty">Choose two, and the pictures that people labelled appear here.</p>"""));

        var (first, second) = (reader.Place(a), reader.Place(b));
        if (first == second)
            return Page(
                context, places, $"{first}", $"{second}", Layout.Notice("These are one and the same. Choose two.", isProblem: true));

        return Page(context, places, $"{first}", $"{second}", await CompareAsync(first, second, query["cell"], context.RequestAborted));
    }

    private async Task<Html> CompareAsync(ModelPlace a, ModelPlace b, string? cell, CancellationToken cancellationToken)
    {
        try
        {
            var match = await matcher.MatchAsync(a, b, Most, cancellationToken);
            var opened = Cells.FirstOrDefault(one => one.Word == cell);
            return match.Pictures.Count + match.Left == 0
                ? Html.Of($"""{LeftOut(match)}<p class="empty">Nobody labelled a picture yet that both could be asked about. <a href="/review">Review some</a></p>""")
                : Html.Of($"""
                    {Html.When(match.Left > 0, () => Html.Of($"""<p class="notice" role="status" data-more>{match.Pictures.Count} of {match.Pictures.Count + match.Left} pictures are looked at. <a href="{AddressOf($"{a}", $"{b}", cell)}">Go on</a></p>"""))}
                    <p class="answer{(match.Fair.Pictures > 0 ? " verdict" : "")}">{Judge(match.Fair, $"{a}", $"{b}")}</p>
                    {Numbers(match)}
                    {LeftOut(match)}
                    {(opened.Word is null ? All(match) : Opened(match, opened.Cell, opened.Word))}
                    """);
        }
        catch (ModelException error)
        {
            return Layout.Notice(error.Message, isProblem: true);
        }
    }

    private static Html Numbers(ModelMatch match)
    {
        var seen = match.Pictures.Count(picture => !picture.IsFair);
        return Html.Of($"""
            <table class="folds"><thead><tr><th scope="col">Pictures</th><th scope="col">A: {$"{match.A}"}</th><th scope="col">B: {$"{match.B}"}</th></tr></thead><tbody>
            <tr><td><strong>{match.Fair.Pictures}</strong> that neither was trained with</td><td data-name="A">{Share(match.Fair.Pictures, match.Fair.A, match.Fair.IntervalA)}</td><td data-name="B">{Share(match.Fair.Pictures, match.Fair.B, match.Fair.IntervalB)}</td></tr>
            {Html.When(seen > 0, () => NumbersOfAll(match))}
            </tbody></table>
            """);
    }

    private static Html NumbersOfAll(ModelMatch match) => Html.Of($"""
        <tr><td><strong>{match.All.Pictures}</strong> in all. <span class="warn">Not fair:</span> A was trained with {match.Pictures.Count(picture => picture.IsSeenByA)} of them, B with {match.Pictures.Count(picture => picture.IsSeenByB)}, and being right about those proves nothing</td>
        <td data-name="A">{Share(match.All.Pictures, match.All.A, match.All.IntervalA)}</td><td data-name="B">{Share(match.All.Pictures, match.All.B, match.All.IntervalB)}</td></tr>
        """);

    private static Html Share(int pictures, double share, Interval interval) => pictures == 0
        ? Html.Of($"""<span class="faint">nothing to say</span>""")
        : Shares.Write(share, interval);

    private static Html LeftOut(ModelMatch match)
    {
        var lines = new List<string>();
        if (match.OtherLabels > 0)
            lines.Add($"{match.OtherLabels} labelled pictures are left out: one of the two cannot give their label.");
        if (match.Unreadable > 0)
            lines.Add($"{match.Unreadable} are left out: the picture is gone or cannot be read.");
        return Html.Each(lines, line => Html.Of($"""<p class="faint">{line}</p>"""));
    }

    private static Html All(ModelMatch match) => Html.Of($"""
        <div class="cells">{Html.Each(Cells, cell => Cell(match, cell.Cell, cell.Word))}</div>
        """);

    private static Html Cell(ModelMatch match, MatchCell cell, string word)
    {
        var pictures = match.Pictures.Where(picture => picture.Cell == cell).ToList();
        return Html.Of($"""
            <section class="cell"><h2>{TitleOf(cell)}: {pictures.Count}</h2>
            <ul class="small">{Html.Each(pictures.Take(MaxShown), Shown)}</ul>
            {(pictures.Count == 0
                ? Html.Of($"""<p class="faint">No picture.</p>""")
                : Html.Of($"""<p><a href="{AddressOf($"{match.A}", $"{match.B}", word)}">Open {(pictures.Count == 1 ? "it" : $"all {pictures.Count}")}<span class="sr">: {TitleOf(cell)}</span></a></p>"""))}
            </section>
            """);
    }

    private static Html Opened(ModelMatch match, MatchCell cell, string word)
    {
        var pictures = match.Pictures.Where(picture => picture.Cell == cell).ToList();
        return Html.Of($"""
            <nav class="row" aria-label="Cells"><a href="{AddressOf($"{match.A}", $"{match.B}")}">All four</a>
            {Html.Each(Cells, one => Html.Of($"""<a href="{AddressOf($"{match.A}", $"{match.B}", one.Word)}"{Layout.Attribute("aria-current", one.Word == word ? "true" : null)}>{TitleOf(one.Cell)}</a>"""))}</nav>
            <h2>{TitleOf(cell)}: {pictures.Count}</h2>
            <ul class="small opened">{Html.Each(pictures.Take(MaxOpened), ShownWhole)}</ul>
            {Html.When(pictures.Count == 0, () => Html.Of($"""<p class="empty">No picture is here.</p>"""))}
            """);
    }

    private static Html Shown(MatchedPicture picture) => Html.Of($"""
        <li>{Link(picture, Html.Of($"""<img src="{PicturePages.AddressOf(picture.Said.Picture, Thumbnails.Small)}" alt="{Describe(picture)}" loading="lazy" width="96" height="96">"""))}{Seen(picture)}</li>
        """);

    private static Html ShownWhole(MatchedPicture picture) => Html.Of($"""
        <li>{Link(picture, Html.Of($"""<img src="{PicturePages.AddressOf(picture.Said.Picture, Thumbnails.Small)}" alt="Picture by {picture.Said.Account.Handle}" loading="lazy" width="160" height="160">"""))}
        <span><strong>{picture.Said.Label}</strong>, says {picture.Said.By}</span>
        <span>A: {picture.A.Label} <span class="score">{picture.A.Score:0.00}</span></span>
        <span>B: {picture.B.Label} <span class="score">{picture.B.Score:0.00}</span></span>{Seen(picture)}</li>
        """);

    private static Html Link(MatchedPicture picture, Html image) => picture.Said.PostKey.Length == 0
        ? image
        : Html.Of($"""<a href="{PostPages.AddressOf(picture.Said.Account, picture.Said.PostKey)}">{image}</a>""");

    private static Html Seen(MatchedPicture picture) => Html.When(!picture.IsFair, () => Html.Of($"""
        <span class="warn">{(picture is { IsSeenByA: true, IsSeenByB: true } ? "both trained" : picture.IsSeenByA ? "A trained" : "B trained")} with it</span>
        """));

    private static string Describe(MatchedPicture picture) => string.Create(
        CultureInfo.InvariantCulture,
        $"{picture.Said.Label}, says {picture.Said.By}. A: {picture.A.Label} {picture.A.Score:0.00}. B: {picture.B.Label} "
            + $"{picture.B.Score:0.00}");

    private static string TitleOf(MatchCell cell) => cell switch
    {
        MatchCell.Both => "Both right",
        MatchCell.OnlyA => "Only A right",
        MatchCell.OnlyB => "Only B right",
        _ => "Neither right",
    };

    private static Html Option(string place, string chosen) =>
        Html.Of($"<option{Layout.Attribute("selected", place == chosen ? "" : null)}>{place}</option>");

    private static PageResult Page(HttpContext context, IReadOnlyList<string> places, string a, string b, Html body) => Layout.Page(
        context,
        "Compare models",
        Html.Of($"""
            <h1>Compare two models</h1>
            <p class="faint">On the same pictures, those that people labelled: the {ModelMatcher.MaxPictures} latest at the most. <a href="/models">All models</a></p>
            {Html.When(places.Count > 1, () => Form(places, a, b))}
            {body}
            """),
        "models.js");
}
