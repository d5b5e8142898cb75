using Spotter.Reporting;
using Spotter.Reporting.Explaining;
using Spotter.Web.Markup;

namespace Spotter.Web.Insights;

/// <summary>How much of the likes of each account is explained, by what, and what a new post would get.</summary>
internal static class ExplainedView
{
    // Of more accounts the others are a line each.
    private const int MaxWhole = 3;

    /// <summary>Writes it.</summary>
    public static Html Write(IReadOnlyList<Explanation> explained) => explained.Count == 0
        ? Html.Of($"""<p class="answer">No post says how many likes it has.</p>""")
        : Html.Of($"""
            {Html.Each(explained.Take(MaxWhole), one => Whole(one, explained.Count > 1))}
            {Html.When(explained.Count > MaxWhole, () => Others([.. explained.Skip(MaxWhole)]))}
            <p class="faint">A ridge regression of log(1 + likes) on labels, words, time and caption, for each account by itself. R², the share of
            the differences that is explained, is measured on posts that it was not fitted to. What goes with likes need not be why.</p>
            """);

    private static Html Whole(Explanation one, bool isNamed) => Html.Of($"""
        {Html.When(isNamed, () => Html.Of($"<h3>{one.Account}</h3>"))}
        <p class="answer">{Answers.Explained(one)}</p>
        {(one.Together is { } together ? Chart(one, together) : default)}
        {(one.Usual is { } usual ? Html.Of($"<p>A usual new post would get {Wording.Show(usual)}.</p>") : default)}
        """);

    private static Html Chart(Explanation one, Share together)
    {
        var bars = one.Parts.Where(part => part.Share is not null).Select(part => BarOf(part.Part, part.Share!))
            .Prepend(BarOf("all that is known", together))
            .ToList();
        return Html.Of($"""
            <figure>{BarChart.Write($"How much explains the likes of {one.Account}: {Answers.Explained(one)}", bars, Math.Max(0.1, BarChart.ScaleOf(bars)))}
            <figcaption>Share of the differences in likes that each explains by itself, of {Wording.Count(one.Posts, "post")}.</figcaption></figure>
            {Html.When(one.Effects.Count > 0, () => Effects(one.Effects))}
            """);
    }

    private static Html Effects(IReadOnlyList<Effect> effects) => Html.Of($"""
        <h3>What goes with more and fewer likes</h3>
        <ul class="effects">{Html.Each(effects, effect => Html.Of($"<li><strong>{Wording.Times(effect.Times)} times</strong> {effect.What}</li>"))}</ul>
        """);

    private static Bar BarOf(string name, Share share) => new(
        name,
        "",
        Math.Max(0, share.R2),
        share.Low,
        share.High,
        share.IsSomething
            ? $"{Wording.Percent(share.R2)} ({Wording.Percent(share.Low, share.High)})"
            : "nothing to be told");

    private static Html Others(IReadOnlyList<Explanation> others) => Tables.Fold(
        ["account", "posts", "explained", "a usual new post would get"],
        others.Select(one => (string[])
        [
            one.Account.ToString(),
            Wording.Show(one.Posts),
            one.Together is { } share ? Wording.Show(share) : one.TooFew ?? "",
            one.Usual is { } usual ? Wording.Show(usual) : "",
        ]));
}
