using System.Text.RegularExpressions;
using System.Xml.Linq;
using Spotter.Learning.Measuring;
using Spotter.Learning.Reports;

namespace Spotter.Learning.Tests.Reports;

public sealed partial class ReportPageTests
{
    [Fact]
    public void The_page_needs_nothing_but_itself_and_runs_no_script()
    {
        var page = Write("soup");

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(@"(src|href)=['""]?(https?:)?//", page);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_labels_and_files_hold_is_text_and_never_markup()
    {
        var page = Write("<b onclick='x'>\"soup\" & Ünïcode</b>");

        Assert.DoesNotContain("<b onclick", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b onclick=&#39;x&#39;&gt;&quot;soup&quot; &amp;", page, StringComparison.Ordinal);
        Assert.Contains("c&amp;d&lt;.jpg", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_elements_close_and_its_charts_are_well_formed()
    {
        var page = Write("soup");

        foreach (Match chart in Svg().Matches(page))
            Assert.NotNull(XDocument.Parse(chart.Value).Root!.Attribute("aria-label"));
        Assert.Equal(3, Svg().Count(page));
        foreach (var element in new[] { "section", "table", "details", "figure", "ul", "h3", "div", "tr" })
            Assert.Equal(Regex.Count(page, $"<{element}[ >]"), Regex.Count(page, $"</{element}>"));
    }

    [Fact]
    public void Every_link_leads_somewhere()
    {
        var page = Write("soup");

        Assert.All(Link().Matches(page), link => Assert.Matches($"id=['\"]{link.Groups[1].Value}['\"]", page));
        Assert.Contains("href='#wrong-0-1'", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_wrong_and_one_picture_still_make_a_page()
    {
        var evaluation = Evaluator.Evaluate([new ScoredPicture("a.jpg", 0, [0.9f, 0.1f])], ["a", "b"], (_, _) => null);

        Assert.Contains(
            "None.", ReportPage.Write(new ReportContent { Title = "one", How = "", At = default, Evaluation = evaluation }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_date_stands_at_the_top_and_the_interval_beside_the_percentage()
    {
        var evaluation = Evaluator.Evaluate([new ScoredPicture("x.jpg", 0, [0.9f, 0.1f])], ["a", "b"], (_, _) => null);

        var page = ReportPage.Write(new ReportContent
        {
            Title = "dated",
            How = "",
            At = new DateTimeOffset(2026, 11, 28, 9, 30, 0, TimeSpan.FromHours(2)),
            Evaluation = evaluation,
        });

        Assert.Contains("<time datetime='2026-11-28T07:30:00Z'>28 November 2026, 07:30 UTC</time>.", page, StringComparison.Ordinal);
        Assert.Contains("100.0 %, <small>truly 2.5 to 100.0 %</small>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Curves_that_may_lie_on_each_other_are_drawn_apart()
    {
        var page = Write("label");

        Assert.Equal(2, Regex.Count(page, "class='line curve c[01]'"));
        Assert.Contains(".curve.c0 { stroke-width: 5.6;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_mistakes_each_kind_is_shown()
    {
        var pictures = Enumerable.Range(0, 300).Select(
            i => new ScoredPicture($"{i}.jpg", 0, [0.1f, i < 299 ? 0.9f : 0, i < 299 ? 0 : 0.9f])).ToList();

        var shown = ReportPage.Shown(Evaluator.Evaluate(pictures, ["a", "b", "c"], (_, _) => null));

        Assert.InRange(shown.Count, 2, ReportPage.MaxPictures);
        Assert.Contains(shown, wrong => wrong.Given == "c");
    }

    [Theory]
    [InlineData(2, false, false)]
    [InlineData(5, true, false)]
    [InlineData(9, true, true)]
    public void Many_labels_get_the_whole_width_and_lines_that_are_left_out_are_told(int labels, bool isLarge, bool isToldOf)
    {
        var pictures = Enumerable.Range(0, labels).Select(
            i => new ScoredPicture($"{i}.jpg", i, [.. Enumerable.Range(0, labels).Select(label => label == i ? 0.9f : 0.01f)])).ToList();

        var page = ReportPage.Write(new ReportContent
        {
            Title = "many",
            How = "",
            At = default,
            Evaluation = Evaluator.Evaluate(
            pictures, [.. pictures.Select(picture => picture.Path)], (_, _) => null)
        });

        Assert.Equal(isLarge, page.Contains("<section id='confusion' class='large'>", StringComparison.Ordinal));
        Assert.Equal(isToldOf, page.Contains("The 8 labels with the most pictures are drawn", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_picture_that_cannot_be_read_has_no_thumbnail_and_the_others_have_small_ones()
    {
        var folder = Directory.CreateTempSubdirectory("spotter-test-");
        var (good, bad) = (Path.Combine(folder.FullName, "good.jpg"), Path.Combine(folder.FullName, "bad.jpg"));
        await File.WriteAllBytesAsync(good, Training.Trainer.Disc(1));
        await File.WriteAllTextAsync(bad, "soup of the day");

        var thumbnails = await Thumbnails.MakeAsync(Training.Trainer.Drawer, [good, bad], CancellationToken.None);

        folder.Delete(recursive: true);
        var jpeg = Convert.FromBase64String(Assert.Single(thumbnails, made => made.Key == good).Value["data:image/jpeg;base64,".Length..]);
        var info = Training.Trainer.Decoder.Identify(jpeg);
        Assert.Equal(("image/jpeg", true), (info.MediaType, Math.Max(info.Width, info.Height) <= 150));
        Assert.DoesNotContain(bad, thumbnails.Keys);
    }

    private static string Write(string label)
    {
        ScoredPicture[] pictures =
        [
            new("x/a.jpg", 0, [0.9f, 0.1f]),
            new("x/c&d<.jpg", 0, [0.2f, 0.8f]),
            new("x/b.jpg", 1, [0.3f, 0.7f]),
            new("x/e.jpg", 1, [0.4f, 0.6f]),
        ];
        var evaluation = Evaluator.Evaluate(pictures, [label, "other"], (_, _) => 0.5);
        var points = new[] { new LearningPoint(5, 0.6, new(0.4, 0.7), 0.7), new LearningPoint(10, 0.7, new(0.6, 0.8), 0.8) };
        return ReportPage.Write(new ReportContent
        {
            Title = label,
            How = "Measured.",
            At = default,
            Evaluation = evaluation,
            Curve = LearningCurve.Of(points, new LearningPoint(20, 0.75, new(0.7, 0.8), 0.8)),
            Warnings = ["Few pictures."],
            Facts = [("seed", "0")],
            Lists = [("Skipped files", ["x/f.jpg: broken"])],
            Thumbnails = new Dictionary<string, string> { ["x/c&d<.jpg"] = "data:image/jpeg;base64,AAAA" },
        });
    }

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Svg();

    [GeneratedRegex("href=['\"]#([^'\"]+)['\"]")]
    private static partial Regex Link();
}
