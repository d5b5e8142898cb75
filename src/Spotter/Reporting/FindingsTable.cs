using System.Globalization;
using Spotter.Insights;
using Spotter.Reporting.Explaining;

namespace Spotter.Reporting;

/// <summary>Findings as one table, a number with its interval on each line, for a spreadsheet (CSV, RFC 4180).</summary>
public static class FindingsTable
{
    private const string Header = "about,of,name,measure,value,low,high,posts";

    /// <summary>Writes it.</summary>
    public static void Write(Findings findings, TextWriter writer)
    {
        WriteLine(writer, Header);
        foreach (var row in RowsOf(findings))
            WriteLine(writer, string.Join(',', row.Select(SpreadsheetText.Quote)));
    }

    private static IEnumerable<string[]> RowsOf(Findings findings) =>
    [
        .. Rows("all", "", "", findings.All),
        .. findings.Accounts.SelectMany(account => Rows("account", "", account.Account.ToString(), account.Figures)),
        .. findings.Models.SelectMany(Labels),
        .. findings.Periods.SelectMany(period => Rows("time", "", period.Name, period.Figures)),
        .. findings.Weekdays.SelectMany(day => Rows("weekday", "", day.Name, day.Figures)),
        .. findings.Hours.SelectMany(hour => Hours(hour)),
        .. findings.ByPictures.SelectMany(kind => Rows("pictures", "", kind.Name, kind.Figures)),
        .. findings.ByWordsRead.SelectMany(kind => Rows("words read", "", kind.Name, kind.Figures)),
        .. findings.ByCaptionWords.SelectMany(kind => Rows("caption", "", kind.Name, kind.Figures)),
        .. Mix(findings.Mix),
        .. findings.Best.Select(post => Post("best post", post)),
        .. findings.Worst.Select(post => Post("worst post", post)),
        .. findings.Explained.SelectMany(Explained),
        .. Said(findings.Said),
    ];

    private static IEnumerable<string[]> Rows(string about, string model, string name, Figures figures)
    {
        yield return [about, model, name, "posts", Number(figures.Posts), "", "", Number(figures.Posts)];
        if (figures.Likes.Posts > 0)
            yield return Row(about, model, name, "mean likes", figures.Likes);
        if (figures.Comments.Posts > 0)
            yield return Row(about, model, name, "mean comments", figures.Comments);
    }

    private static string[] Row(string about, string model, string name, string measure, Estimate estimate) =>
        [about, model, name, measure, Number(estimate.Mean), Number(estimate.Low), Number(estimate.High), Number(estimate.Posts)];

    private static IEnumerable<string[]> Labels(ModelFigures model)
    {
        var labels = model.ByCount.Concat(model.ByLikes).Concat(model.ByComments).DistinctBy(label => label.Label);
        foreach (var label in labels)
        {
            foreach (var row in Rows("label", model.Model, label.Label, label.Figures))
                yield return row;
            yield return
            [
                "label", model.Model, label.Label, "share", Number(label.Share), Number(label.ShareInterval.Low),
                Number(label.ShareInterval.High), Number(model.Posts),
            ];
            if (label.Against is { } lift)
                yield return Row("label", model.Model, label.Label, lift, label.Figures.Likes.Posts);
        }
    }

    private static IEnumerable<string[]> Hours(HourFigures hour)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{hour.Weekday} {hour.Hour:00}");
        foreach (var row in Rows("hour", "", name, hour.Figures))
            yield return row;
        if (hour.Against is { } lift)
            yield return Row("hour", "", name, lift, hour.Figures.Likes.Posts);
    }

    private static string[] Row(string about, string model, string name, Lift lift, int posts) =>
        [about, model, name, "times the usual likes", Number(lift.Times), Number(lift.Low), Number(lift.High), Number(posts)];

    private static IEnumerable<string[]> Mix(LabelMix? mix)
    {
        foreach (var period in mix?.Periods ?? [])
            foreach (var (label, count) in mix!.Labels.Append("others").Zip(period.Counts))
                yield return ["label over time", mix.Model, $"{period.Name} {label}", "posts", Number(count), "", "", ""];
    }

    private static string[] Post(string about, PostFigures post) =>
        [about, post.Account.ToString(), post.Id, "likes", Number(post.Likes), "", "", ""];

    private static IEnumerable<string[]> Explained(Explanation one)
    {
        var parts = one.Parts.Prepend(new PartShare("all that is known", one.Together));
        foreach (var (part, share) in parts.Where(part => part.Share is not null).Select(part => (part.Part, part.Share!)))
            yield return
            [
                "explained", one.Account.ToString(), part, "R2", Number(share.R2), Number(share.Low), Number(share.High), Number(one.Posts),
            ];
        foreach (var (name, prediction) in new[] { ("a usual post", one.Usual), ("the post that was asked about", one.New) })
            if (prediction is not null)
                yield return
                [
                    "predicted", one.Account.ToString(), name, "likes", Number(prediction.Likes), Number(prediction.Low),
                    Number(prediction.High), Number(one.Posts),
                ];
    }

    private static IEnumerable<string[]> Said(CommentFindings? said)
    {
        var parts = new[] { ("language", said?.Languages), ("word", said?.Words), ("emoji", said?.Emoji) };
        foreach (var (kind, one) in parts.SelectMany(part => (part.Item2 ?? []).Select(one => (part.Item1, one))))
            yield return ["comments", kind, one.Name, "comments", Number(one.Comments), "", "", Number(said!.Posts)];
        foreach (var label in said?.Labels ?? [])
            yield return ["comments", label.Model, $"{label.Account} {label.Label}", "score", Number(label.Score), "", "", ""];
    }

    private static string Number(double? number) => number?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";

    private static void WriteLine(TextWriter writer, string line)
    {
        writer.Write(line);
        writer.Write("\r\n");
    }
}
