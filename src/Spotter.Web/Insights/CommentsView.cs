using Spotter.Reporting;
using Spotter.Web.Markup;

namespace Spotter.Web.Insights;

/// <summary>What comments say: languages, words, emoji and what accounts' models of captions make of them.</summary>
internal static class CommentsView
{
    // A chart has ten bars; the table behind it has all.
    private const int MaxBars = 10;

    /// <summary>Writes it.</summary>
    /// <param name="said">Null where no comment's text is there.</param>
    public static Html Write(CommentFindings? said) => said is null
        ? Html.Of($"""<p class="answer">{Answers.Said(said)}</p>""")
        : Html.Of($"""
            <p class="answer">{Answers.Said(said)}</p>
            {Html.Each(said.Labels, label => Html.Of($"""<p>{Answers.Said(label)}</p>"""))}
            <div class="two">
            {Part("Languages", "language", said.Languages, "By script and by the commonest little words of thirteen languages. A comment of few words has none of them: only its letters are told.")}
            {Part("Words", "word", said.Words, "In how many comments a word is, without the little words of each language. Chinese, Japanese and Thai set no words apart, and have none here.")}
            {Part("Emoji", "emoji", said.Emoji, "In how many comments an emoji is. One with a tone of skin, a flag and a family are one each.")}
            </div>
            """);

    private static Html Part(string title, string kind, IReadOnlyList<SaidFigures> counts, string caption)
    {
        if (counts.Count == 0)
            return Html.Of($"""<div><h3>{title}</h3><p class="faint">None is in two comments or more.</p></div>""");

        var bars = counts.Take(MaxBars).Select(BarOf).ToList();
        return Html.Of($"""
            <div><h3>{title}</h3>
            <figure>{BarChart.Write($"{title} in comments; the numbers are in the table", bars, BarChart.ScaleOf(bars))}<figcaption>{caption}</figcaption></figure>
            {Tables.Fold([kind, "comments", "share"], counts.Select(one => (string[])[one.Name, Wording.Show(one.Comments), Wording.Percent(one.Share)]))}</div>
            """);
    }

    private static Bar BarOf(SaidFigures one) => new(
        one.Name, Wording.Count(one.Comments, "comment"), one.Share, Low: null, High: null, Wording.Percent(one.Share));
}
