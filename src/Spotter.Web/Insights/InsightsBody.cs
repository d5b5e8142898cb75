using Spotter.Insights;
using Spotter.Reporting;
using Spotter.Web.Markup;

namespace Spotter.Web.Insights;

/// <summary>
/// What the page and the report have in common: each question as a heading, one sentence of answer, the chart, and the table behind it.
/// </summary>
internal static class InsightsBody
{
    /// <summary>Writes it.</summary>
    /// <param name="findings">Of at least one post.</param>
    /// <param name="view">Where posts are shown.</param>
    /// <param name="asked">Stands below what is explained: what predicts a new post; nothing in a report.</param>
    public static Html Write(Findings findings, PostView view, Html asked) => Html.Of($"""
        {Patterns.Definitions}
        <p class="answer">{Answers.Posts(findings)} In brackets is where a number truly lies, 95 % sure.</p>
        {Html.Each(Answers.Warnings(findings), warning => Html.Of($"""<p class="notice">{warning}</p>"""))}
        {Html.Each(findings.Problems.Take(5), problem => Layout.Notice(problem, isProblem: true))}
        {Question("likes", "What do people like?", Labels(findings, model => Answers.Likes(findings, model), model => model.ByLikes, label => label.Figures.Likes, findings.All.Likes))}
        {Question("comments", "What do people talk about?", Labels(findings, model => Answers.Comments(findings, model), model => model.ByComments, label => label.Figures.Comments, findings.All.Comments))}
        {Question("count", "What do posts show?", Counts(findings))}
        {Question("explained", "What explains the likes?", Html.Of($"{ExplainedView.Write(findings.Explained)}{asked}"))}
        {Question("time", "Do likes and comments grow?", OverTime(findings))}
        {Question("hours", "When are posts liked?", Hours(findings))}
        <div class="two">
        {Question("pictures", "Do more pictures help?", Steps("Mean likes by the number of pictures", findings.ByPictures))}
        {Question("words", "Do words in the pictures help?", findings.ByWordsRead.Count == 0 ? Html.Of($"""<p class="answer">No picture's words were read.</p>""") : Steps("Mean likes by the number of words read in the pictures", findings.ByWordsRead))}
        {Question("caption", "Does a longer caption help?", Steps("Mean likes by the number of words of the caption", findings.ByCaptionWords))}
        {Question("mix", "Does what posts show change?", Mix(findings.Mix))}
        </div>
        {Question("best", "Which posts did best?", PostList.Write(findings.Best, view, "No post says how many likes it has."))}
        {Question("worst", "And which worst?", PostList.Write(findings.Worst, view, "There are too few posts to tell those that did worst from the best."))}
        {Question("said", "What do comments say?", CommentsView.Write(findings.Said))}
        """);

    private static Html Question(string id, string question, Html answer) =>
        Html.Of($"""<section class="question" aria-labelledby="{id}"><h2 id="{id}">{question}</h2>{answer}</section>""");

    private static Html Labels(
        Findings findings,
        Func<ModelFigures, string> answer,
        Func<ModelFigures, IReadOnlyList<LabelFigures>> labelsOf,
        Func<LabelFigures, Estimate> of,
        Estimate all)
    {
        if (findings.Models.Count == 0)
            return NoModel();

        var charts = findings.Models.Select(model => labelsOf(model).Select(label => BarOf(label.Label, of(label))).ToList()).ToList();
        var scale = BarChart.ScaleOf(charts.SelectMany(bars => bars));
        return Html.Of($"""
            <div class="two">{Html.Each(findings.Models.Index(), model => Html.Of($"""
                <div>{ModelName(findings, model.Item)}<p class="answer">{answer(model.Item)}</p>
                {Html.When(charts[model.Index].Count > 0, () => Figure(
                    BarChart.Write(answer(model.Item), charts[model.Index], scale, model.Index, all.Mean),
                    $"The ten labels with the most. The broken line is the mean of all posts, {Wording.Show(all)}.",
                    LabelTable(labelsOf(model.Item))))}</div>
                """))}</div>
            """);
    }

    private static Html Counts(Findings findings)
    {
        if (findings.Models.Count == 0)
            return NoModel();

        var charts = findings.Models.Select(model => model.ByCount.Select(CountBarOf).ToList()).ToList();
        var scale = BarChart.ScaleOf(charts.SelectMany(bars => bars));
        return Html.Of($"""
            <div class="two">{Html.Each(findings.Models.Index(), model => Html.Of($"""
                <div>{ModelName(findings, model.Item)}<p class="answer">{Answers.Count(model.Item)}</p>
                {Figure(
                    BarChart.Write(Answers.Count(model.Item), charts[model.Index], scale, model.Index),
                    "A post counts for the best label of each of its pictures, and for those with a score of 0.5 or more.",
                    LabelTable(model.Item.ByCount))}</div>
                """))}</div>
            """);
    }

    private static Bar CountBarOf(LabelFigures label) => new(
        label.Label,
        Wording.Count(label.Figures.Posts, "post"),
        label.Share,
        label.ShareInterval.Low,
        label.ShareInterval.High,
        $"{Wording.Percent(label.Share)} ({Wording.Percent(label.ShareInterval.Low, label.ShareInterval.High)})");

    private static Html NoModel() =>
        Html.Of($"""<p class="answer">No post has a label yet: no model has judged its pictures.</p>""");

    private static Html ModelName(Findings findings, ModelFigures model) => Html.When(
        findings.Models.Count > 1 || model.IsOfCaptions,
        () => Html.Of($"""
            <h3>{(model.Model.Length == 0 ? "by people alone" : model.Model)} <span class="faint">{Wording.Count(model.Posts, "post")}</span></h3>
            {Html.When(model.IsOfCaptions, () => Html.Of($"""<p class="faint">By captions: a label is the account's and counts for all its posts, which are not as many witnesses as the intervals take them for.</p>"""))}
            """));

    private static Html OverTime(Findings findings)
    {
        var answer = Answers.OverTime(findings);
        return Html.Of($"""
            <p class="answer">{answer}</p>
            <div class="two">
            {Html.When(findings.Periods.Any(period => period.Figures.Likes.Posts > 0), () => Html.Of($"""<div><h3>Mean likes</h3>{Figure(TimeChart.Write(answer, findings.Periods, figures => figures.Likes), "", default)}</div>"""))}
            {Html.When(findings.Periods.Any(period => period.Figures.Comments.Posts > 0), () => Html.Of($"""<div><h3>Mean comments</h3>{Figure(TimeChart.Write("Mean comments over time; the numbers are in the table", findings.Periods, figures => figures.Comments), "", default)}</div>"""))}
            </div>
            {Tables.Folded("time", findings.Periods)}
            """);
    }

    private static Html Hours(Findings findings)
    {
        var hours = findings.Hours.Where(hour => hour.Against is not null).ToList();
        if (hours.Count == 0)
            return Html.Of($"""<p class="answer">No dated post says how many likes it has.</p>""");

        var answer = Answers.Hours(findings);
        var days = findings.Weekdays.Where(day => day.Figures.Likes.Posts > 0).Select(day => BarOf(day.Name, day.Figures.Likes)).ToList();
        return Html.Of($"""
            <p class="answer">{answer}</p>
            <div class="two">
            <div>{Figure(
                HeatMap.Write(answer, hours),
                "How many times the usual likes posts of an hour got, in the accounts' time zones; dotted: fewer. Framed: told from chance, all hours taken together.",
                Tables.Hours(findings.Hours))}</div>
            <div>{Figure(
                BarChart.Write("Mean likes by weekday; the numbers are in the table", days, BarChart.ScaleOf(days)),
                "Mean likes by weekday.",
                Tables.Folded("weekday", findings.Weekdays))}</div>
            </div>
            """);
    }

    private static Html Steps(string title, IReadOnlyList<NamedFigures> kinds)
    {
        var answer = Answers.Steps(kinds);
        var bars = kinds.Where(kind => kind.Figures.Likes.Posts > 0).Select(kind => BarOf(kind.Name, kind.Figures.Likes)).ToList();
        return Html.Of($"""
            <p class="answer">{answer}</p>
            {Html.When(bars.Count > 0, () => Figure(
                BarChart.Write($"{title}. {answer}", bars, BarChart.ScaleOf(bars)), $"{title}.", Tables.Folded("posts with", kinds)))}
            """);
    }

    private static Html Mix(LabelMix? mix)
    {
        var answer = Answers.Mix(mix);
        return Html.Of($"""
            <p class="answer">{answer}</p>
            {(mix is { Periods.Count: > 0 } ? Figure(
                MixChart.Write(answer, mix),
                $"{(mix.Model.Length == 0 ? "" : $"Labels by {mix.Model}. ")}Of few labels, what looks like a change may be chance.",
                Tables.Mix(mix)) : default)}
            """);
    }

    private static Bar BarOf(string name, Estimate estimate) => new(
        name, Wording.Count(estimate.Posts, "post"), estimate.Mean, estimate.Low, estimate.High, ShortOf(estimate));

    private static string ShortOf(Estimate estimate) => estimate is { Low: { } low, High: { } high }
        ? $"{Wording.Show(estimate.Mean)} ({Wording.Show(low)}–{Wording.Show(high)})"
        : $"{Wording.Show(estimate.Mean)} (too few)";

    private static Html LabelTable(IReadOnlyList<LabelFigures> labels) => Tables.Labels(labels);

    private static Html Figure(Html chart, string caption, Html table) => Html.Of($"""
        <figure>{chart}{Html.When(caption.Length > 0, () => Html.Of($"<figcaption>{caption}</figcaption>"))}</figure>{table}
        """);
}
