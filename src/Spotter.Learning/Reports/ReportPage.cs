using System.Globalization;
using Spotter.Learning.Measuring;
using static Spotter.Learning.Reports.PageWriter;

namespace Spotter.Learning.Reports;

/// <summary>
/// Writes a report as one HTML page that needs nothing but itself: styles, charts and small pictures are inside, and there is no script.
/// Every chart has its numbers in a table, every picture its file's name.
/// </summary>
internal static class ReportPage
{
    /// <summary>A page with more would grow beyond what a phone likes to load.</summary>
    public const int MaxPictures = 60;

    private static readonly Lazy<string> Styles = new(ReadStyles);

    /// <summary>The whole page.</summary>
    public static string Write(ReportContent content)
    {
        var evaluation = content.Evaluation;
        var page = new PageWriter();
        page.Add($"""
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
        LabelSection.Write(page, evaluation, content.Things);
        ChartSection.Write(page, content);
        WrongSection.Write(page, content);
        Details(page, content);
        page.Add($"""
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

    private static void Warnings(PageWriter page, IReadOnlyList<string> warnings)
    {
        if (warnings.Count == 0)
            return;

        page.Add($"<section class='warnings' aria-label='Warnings'><h2>Before you trust the numbers</h2><ul>");
        foreach (var warning in warnings)
            page.Add($"<li>{Encode(warning)}</li>");
        page.Add($"</ul></section>");
    }

    private static void Summary(PageWriter page, Evaluation evaluation, string things)
    {
        var (low, high) = evaluation.AccuracyInterval;
        page.Add($"""
            <section id="summary" aria-label="Summary" tabindex="-1">
            <dl class="numbers">
            <div><dt>right for</dt><dd class="big">{evaluation.Accuracy:P1}, <small>truly {low * 100:0.0} to {high:P1}</small></dd></div>
            <div><dt>of</dt><dd>{evaluation.Pictures} {things}</dd></div>
            <div><dt>area under the curve (AUC)</dt><dd>{Show(evaluation.Auc)}</dd></div>
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

    private static void Details(PageWriter page, ReportContent content)
    {
        page.Add($"<section id='details'><h2>Details</h2><div class='wide' tabindex='0' role='region' aria-label='Details'>");
        page.Add($"<table class='facts'><tbody>");
        foreach (var (name, value) in content.Facts)
            page.Add($"<tr><th scope='row'>{Encode(name)}</th><td>{Encode(value)}</td></tr>");
        page.Add($"</tbody></table></div>");
        foreach (var (title, lines) in content.Lists.Where(list => list.Lines.Count > 0))
        {
            page.Add($"<details><summary>{Encode(title)} ({lines.Count})</summary><ul class='files'>");
            foreach (var line in lines)
                page.Add($"<li>{Encode(line)}</li>");
            page.Add($"</ul></details>");
        }

        page.Add($"</section>");
    }

    private static string DateOf(ReportContent content) => string.Create(
        CultureInfo.InvariantCulture,
        $"<time datetime='{content.At.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}'>{content.At.UtcDateTime:d MMMM yyyy, HH:mm} UTC</time>. ");

    private static string ReadStyles()
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
