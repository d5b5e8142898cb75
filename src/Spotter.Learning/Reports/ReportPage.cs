using System.Globalization;
using System.Net;
using System.Text;
using Spotter.Insights;
using Spotter.Learning.Measuring;

namespace Spotter.Learning.Reports;

/// <summary>
/// Writes a report as one HTML page that needs nothing but itself: styles, charts and small pictures are inside, and there is no script.
/// Every
/// chart has its numbers in a table, every picture its file's name.
/// </summary>
internal static class ReportPage
{
    /// <summary>A page with more would grow beyond what a phone likes to load.</summary>
    public const int MaxPictures = 60;

    private const int MaxMatrixLabels = 15;
    private const int MaxPairs = 20;

    // A matrix of more labels needs the page's whole width.
    private const int MaxNarrowLabels = 4;
    private static readonly Lazy<string> Styles = new(ReadStyles);

    /// <summary>The whole page.</summary>
    public static string Write(ReportContent content)
    {
        var evaluation = content.Evaluation;
        var page = new StringBuilder();
        Append(page, $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Encode(content.Title)}: how good is it?</title>
            <style>
            {Styles.Value}</style>
            </head>
            <body>
            <a class="skip" href="#summary">Skip to the numbers</a>
            <header>
            <h1>{Encode(content.Title)}</h1>
            <p class="faint">{DateOf(content)}{Encode(content.How)}</p>
            <nav aria-label="Sections"><a href="#labels">Labels</a><a href="#curves">Curves</a>
            <a href="#confusion">Confusion</a><a href="#wrong">Wrong {content.Things}</a><a href="#details">Details</a></nav>
            </header>
            <main>
            """);
        Warnings(page, content.Warnings);
        Summary(page, evaluation, content.Things);
        Labels(page, evaluation, content.Things);
        Charts(page, content);
        Wrong(page, content);
        Details(page, content);
        Append(page, $"""
            </main>
            <footer><p>Written by Spotter. An interval says where a number truly lies with a confidence of 95 %,
            on {content.Things} like these and no others.</p></footer>
            </body>
            </html>
            """);
        return page.ToString();
    }

    /// <summary>The wrong pictures that the page shows, the surest of each kind of mistake first.</summary>
    public static IReadOnlyList<WrongPicture> Shown(Evaluation evaluation)
    {
        var kinds = evaluation.Wrong.GroupBy(wrong => (wrong.Label, wrong.Given)).ToList();
        if (kinds.Count == 0)
            return [];

        var each = Math.Max(1, MaxPictures / kinds.Count);
        return [.. kinds.SelectMany(kind => kind.Take(each)).Take(MaxPictures)];
    }

    private static void Warnings(StringBuilder page, IReadOnlyList<string> warnings)
    {
        if (warnings.Count == 0)
            return;

        Append(page, $"<section class='warnings' aria-label='Warnings'><h2>Before you trust the numbers</h2><ul>");
        foreach (var warning in warnings)
            Append(page, $"<li>{Encode(warning)}</li>");
        Append(page, $"</ul></section>");
    }

    private static void Summary(StringBuilder page, Evaluation evaluation, string things)
    {
        var (low, high) = evaluation.AccuracyInterval;
        Append(page, $"""
            <section id="summary" aria-label="Summary" tabindex="-1">
            <dl class="numbers">
            <div><dt>right for</dt><dd class="big">{evaluation.Accuracy:P1}, <small>truly {low * 100:0.0} to {high:P1}</small></dd></div>
            <div><dt>of</dt><dd>{evaluation.Pictures} {things}</dd></div>
            <div><dt>area under the curve (AUC)</dt><dd>{Number(evaluation.Auc)}</dd></div>
            <div><dt>calibration error</dt><dd>{evaluation.CalibrationError:0.000}</dd></div>
            <div><dt>log loss</dt><dd>{evaluation.LogLoss:0.000}</dd></div>
            </dl>
            <div class="bar" aria-hidden="true"><i style="left:{low * 100:0.#}%;width:{(high - low)
                * 100:0.#}%"></i><b style="left:{evaluation.Accuracy * 100:0.#}%"></b></div>
            <p>On {things} like these it is right for <strong>{low:P1} to {high:P1}</strong> (95 % sure).
            Always saying the most common label would be right for {evaluation.CommonestShare:P1}.</p>
            </section>
            """);
    }

    private static void Labels(StringBuilder page, Evaluation evaluation, string things)
    {
        Append(page, $"""
            <section id="labels"><h2>Labels</h2>
            <p class="faint">Precision: of the {things} given this label, the share that is right.
            Recall: of this label's {things}, the share that is found.
            The last columns hold for {things} that reach the recommended least score.</p>
            <div class="wide" tabindex="0" role="region" aria-label="Labels"><table class="folds">
            <thead><tr><th scope="col">label</th><th scope="col">{things}</th><th scope="col">precision</th>
            <th scope="col">recall</th><th scope="col">F1</th><th scope="col">AUC</th><th scope="col">least score</th>
            <th scope="col">precision there</th><th scope="col">recall there</th></tr></thead><tbody>
            """);
        foreach (var label in evaluation.Labels)
            Append(page, $"""
                <tr><th scope='row'>{Encode(label.Label)}</th><td data-name='{things}'>{label.Pictures}</td>
                <td data-name='precision'>{Number(label.Precision, label.PrecisionInterval)}</td>
                <td data-name='recall'>{Number(label.Recall, label.RecallInterval)}</td>
                <td data-name='F1'>{label.F1:0.000}</td><td data-name='AUC'>{Number(label.Auc)}</td>
                <td data-name='least score'>{Number(label.LeastScore)}</td>
                <td data-name='precision there'>{Number(label.PrecisionAtLeastScore, label.PrecisionAtLeastScoreInterval)}</td>
                <td data-name='recall there'>{Number(label.RecallAtLeastScore, label.RecallAtLeastScoreInterval)}</td></tr>
                """);
        Append(page, $"</tbody></table></div></section>");
    }

    private static void Confusion(StringBuilder page, Evaluation evaluation, string things)
    {
        Append(
            page,
            $"<section id='confusion'{(evaluation.Labels.Count > MaxNarrowLabels ? " class='large'" : "")}><h2>What is taken for what</h2>"
        );
        if (evaluation.Labels.Count <= MaxMatrixLabels)
            Matrix(page, evaluation, things);
        else
            Pairs(page, evaluation, things);
        Append(page, $"</section>");
    }

    private static void Matrix(StringBuilder page, Evaluation evaluation, string things)
    {
        Append(page, $"""
            <p class='faint'>A row is a right label, a column the label that was given. A number leads to its {things}.</p>
            <div class='wide' tabindex='0' role='region' aria-label='Confusion matrix'><table class='matrix'><thead><tr><td></td>
            """);
        foreach (var label in evaluation.Labels)
            Append(page, $"<th scope='col'>{Breakable(label.Label)}</th>");
        Append(page, $"</tr></thead><tbody>");
        var shown = Shown(evaluation).Select(wrong => (wrong.Label, wrong.Given)).ToHashSet();
        for (var row = 0; row < evaluation.Labels.Count; row++)
        {
            Append(page, $"<tr><th scope='row'>{Breakable(evaluation.Labels[row].Label)}</th>");
            for (var column = 0; column < evaluation.Labels.Count; column++)
            {
                var count = evaluation.Confusion[row][column];
                var share = count / (double)Math.Max(1, evaluation.Confusion[row].Sum());
                var text = shown.Contains((evaluation.Labels[row].Label, evaluation.Labels[column].Label))
                    ? $"<a href='#{Anchor(evaluation, evaluation.Labels[row].Label, evaluation.Labels[column].Label)}'>{count}</a>"
                    : count.ToString(CultureInfo.InvariantCulture);
                Append(page, $"<td style='background:rgba(var(--heat),{share * 0.6:0.00})'>{text}</td>");
            }

            Append(page, $"</tr>");
        }

        Append(page, $"</tbody></table></div>");
    }

    // A browser breaks lines at hyphens by itself, but not at underscores.
    private static string Breakable(string label) => Encode(label).Replace("_", "_<wbr>", StringComparison.Ordinal);

    private static void Pairs(StringBuilder page, Evaluation evaluation, string things)
    {
        Append(page, $"""
            <p class='faint'>The most frequent mistakes.</p>
            <div class='wide' tabindex='0' role='region' aria-label='Most frequent mistakes'><table>
            <thead><tr><th scope='col'>right label</th><th scope='col'>given</th><th scope='col'>{things}</th></tr></thead><tbody>
            """);
        foreach (
            var pair in evaluation.Wrong.CountBy(wrong => (wrong.Label, wrong.Given)).OrderByDescending(pair => pair.Value).Take(MaxPairs)
        )
            Append(page, $"<tr><th scope='row'>{Encode(pair.Key.Label)}</th><td>{Encode(pair.Key.Given)}</td><td>{pair.Value}</td></tr>");
        Append(page, $"</tbody></table></div>");
    }

    private static void Charts(StringBuilder page, ReportContent content)
    {
        var evaluation = content.Evaluation;
        Append(page, $"<div id='curves' class='charts'>");
        if (content.Curve is { } curve)
            Chart(page, "Is more data worth it?", ReportCharts.Learning(curve, content.Things), CurveSentence(curve, content.Things), "",
                ["fitted to, per label", "accuracy", "truly from", "to"],
                curve.Points.Select(point =>
                    new[]
                    {
                        Text(point.PicturesPerLabel),
                        Text(point.Accuracy),
                        Text(point.AccuracyInterval.Low),
                        Text(point.AccuracyInterval.High),
                    }
                )
            );
        Chart(
            page,
            "Precision and recall",
            ReportCharts.PrecisionRecall(evaluation, content.Things),
            "A higher least score moves along a line to the left. The dot is what the recommended least score does."
                + LabelsDrawn(evaluation, content.Things),
            Key(evaluation),
            ["label", "average precision", "AUC"],
            evaluation.Labels.Select(label => new[] { Encode(label.Label), Text(label.AveragePrecision), Number(label.Auc) })
        );
        Chart(
            page,
            "Do scores mean what they say?",
            ReportCharts.Calibration(evaluation, content.Things),
            $"On the dashed line, of the {content.Things} with the score 0.8 four in five are right. Below it the model claims too much. "
                + $"A larger dot is more {content.Things}.",
            "",
            ["score from", "to", content.Things, "mean score", "right"],
            evaluation.Calibration.Select(bin => new[]
            {
                Text(bin.From), Text(bin.To), Text(bin.Pictures), Text(bin.MeanScore), Number(bin.Right, bin.RightInterval),
            }));
        Confusion(page, evaluation, content.Things);
        Append(page, $"</div>");
    }

    private static string CurveSentence(LearningCurve curve, string things) =>
        curve.AccuracyWithTwice is { } twice
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Twice as many {things} of each label would probably reach {twice:P1} "
                    + $"({curve.AccuracyWithTwiceInterval!.Low:P1} to {curve.AccuracyWithTwiceInterval.High:P1}), "
                    + $"{(twice - curve.Points[^1].Accuracy) * 100:0.0} points more than now."
            )
            : $"There are too few points, or too few mistakes, to say what more {things} would bring.";

    private static void Chart(
        StringBuilder page, string title, string svg, string caption, string key, string[] header, IEnumerable<string[]> rows)
    {
        Append(page, $"""
            <section><h2>{Encode(title)}</h2><figure>{svg}{key}<figcaption>{Encode(caption)}</figcaption></figure>
            <details><summary>Numbers</summary><div class='wide' tabindex='0' role='region' aria-label='{Encode(title)}'>
            <table><thead><tr>
            """);
        foreach (var name in header)
            Append(page, $"<th scope='col'>{Encode(name)}</th>");
        Append(page, $"</tr></thead><tbody>");
        foreach (var row in rows)
            Append(page, $"<tr>{string.Concat(row.Select(cell => $"<td>{cell}</td>"))}</tr>");
        Append(page, $"</tbody></table></div></details></section>");
    }

    private static string LabelsDrawn(Evaluation evaluation, string things) => evaluation.Labels.Count > SvgChart.Colours
        ? $" The {SvgChart.Colours} labels with the most {things} are drawn; all are among the numbers."
        : "";

    private static string Key(Evaluation evaluation)
    {
        var labels = ReportCharts.Drawn(evaluation).Select((label, i) => $"<li><i class='c{i}'></i>{Encode(label.Label)}</li>");
        return $"<ul class='key'>{string.Concat(labels)}</ul>";
    }

    private static void Wrong(StringBuilder page, ReportContent content)
    {
        var evaluation = content.Evaluation;
        var shown = Shown(evaluation);
        Append(page, $"<section id='wrong'><h2>Wrong {content.Things}</h2>");
        var order = shown.Count < evaluation.Wrong.Count
            ? $"{shown.Count} of {evaluation.Wrong.Count}, the surest of each kind first"
            : $"All {evaluation.Wrong.Count}, the surest first";
        if (evaluation.Wrong.Count == 0)
            Append(page, $"<p>None.</p>");
        else
            Append(page, $"""
                <p class='faint'>{order}. The number is the score of the label it was given.
                Is the label right and the model wrong, or the other way round?</p>
                """);
        Append(page, $"<div class='kinds'>");
        foreach (var kind in shown.GroupBy(wrong => (wrong.Label, wrong.Given)))
        {
            Append(page, $"""
                <div{(kind.Count() > 1 ? " class='many'" : "")}>
                <h3 id='{Anchor(evaluation, kind.Key.Label, kind.Key.Given)}' tabindex='-1'>{Encode(kind.Key.Label)} taken for {Encode(
                    kind.Key.Given)}</h3><ul class='pictures'>
                """);
            foreach (var wrong in kind)
            {
                var name = content.Quotes.TryGetValue(wrong.Path, out var quote)
                    ? $"{wrong.Path}: {quote}"
                    : Path.GetFileName(wrong.Path);
                var image = content.Thumbnails.TryGetValue(wrong.Path, out var data)
                    ? $"<img src='{data}' alt='' width='112' height='112'>"
                    : "";
                Append(
                    page, $"<li title='{Encode(wrong.Path)}'>{image}<span><strong>{wrong.Score:0.00}</strong> {Encode(name)}</span></li>");
            }

            Append(page, $"</ul></div>");
        }

        Append(page, $"</div></section>");
    }

    private static void Details(StringBuilder page, ReportContent content)
    {
        Append(page, $"<section id='details'><h2>Details</h2><div class='wide' tabindex='0' role='region' aria-label='Details'>");
        Append(page, $"<table class='facts'><tbody>");
        foreach (var (name, value) in content.Facts)
            Append(page, $"<tr><th scope='row'>{Encode(name)}</th><td>{Encode(value)}</td></tr>");
        Append(page, $"</tbody></table></div>");
        foreach (var (title, lines) in content.Lists.Where(list => list.Lines.Count > 0))
        {
            Append(page, $"<details><summary>{Encode(title)} ({lines.Count})</summary><ul class='files'>");
            foreach (var line in lines)
                Append(page, $"<li>{Encode(line)}</li>");
            Append(page, $"</ul></details>");
        }

        Append(page, $"</section>");
    }

    private static string DateOf(ReportContent content) => string.Create(
        CultureInfo.InvariantCulture,
        $"<time datetime='{content.At.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}'>{content.At.UtcDateTime:d MMMM yyyy, HH:mm} UTC</time>. ");

    // Labels may hold anything; places in the list do not.
    private static string Anchor(Evaluation evaluation, string label, string given)
    {
        int IndexOf(string name) => evaluation.Labels.TakeWhile(other => other.Label != name).Count();
        return $"wrong-{IndexOf(label)}-{IndexOf(given)}";
    }

    private static string Number(double? share) => share?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-";

    private static string Number(double? share, Interval interval) =>
        share is null
            ? "-"
            : string.Create(CultureInfo.InvariantCulture, $"{share:0.000} <small>{interval.Low:0.00}-{interval.High:0.00}</small>");

    private static string Text(double number) => number.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static void Append(StringBuilder page, FormattableString text) =>
        page.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static string ReadStyles()
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
