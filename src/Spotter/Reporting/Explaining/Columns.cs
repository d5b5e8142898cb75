using System.Globalization;
using Spotter.Reporting.Reading;

namespace Spotter.Reporting.Explaining;

/// <summary>Chooses what of an account's posts may explain their likes. Likes have no say in it.</summary>
internal static class Columns
{
    private const int MaxLabels = 20;
    private const int MaxReadWords = 15;
    private const int MaxCaptionWords = 20;

    // What is in fewer posts, or in nearly all, tells nothing.
    private const int LeastPosts = 5;
    private const double MostShare = 0.8;

    // A label with less is hardly seen.
    private const float LeastScore = 0.1f;

    /// <summary>The columns of some posts, of which those are left out in which posts do not differ.</summary>
    public static IReadOnlyList<Column> Choose(Traits traits) =>
    [
        .. Labels(traits.Rows),
        new Column(Part.Labels, row => Math.Log(1 + row.Pictures), "with twice as many pictures", Math.Log(2)) { Asked = Asked.Pictures },
        new Column(Part.Labels, row => row.IsVideo ? 1 : 0, "with a video"),
        new Column(Part.Words, row => Math.Log(1 + (row.Words?.Words ?? 0)), "with twice as many words in the picture", Math.Log(2)),
        new Column(Part.Words, row => row.Words is null ? 1 : 0),
        .. Words(traits.Rows, row => row.Words, MaxReadWords).Select(id => new Column(
            Part.Words, row => row.Words?.Has(id) == true ? 1 : 0, $"with “{traits.ReadWords.WordOf(id)}” in the picture")),
        .. Enum.GetValues<DayOfWeek>().Select(day => new Column(
            Part.Time, row => row.Local?.DayOfWeek == day ? 1 : 0, $"on {day}s") { Asked = Asked.Time }),
        .. Waves(1),
        .. Waves(2),
        .. Caption(traits),
        new Column(Part.Age, row => Math.Log(1 + row.Hours)),
        .. Growth(traits.Rows),
    ];

    private static IEnumerable<Column> Labels(IReadOnlyList<TraitRow> rows)
    {
        var seen = rows.SelectMany(row => row.Scores).Where(score => score.Score >= LeastScore).GroupBy(score => score.Label);
        foreach (var label in Frequent(seen.Select(label => (label.Key, label.Count())), rows.Count, 1).Take(MaxLabels))
            yield return new Column(Part.Labels, row => ScoreOf(row, label), $"with the label “{label}”") { Asked = Asked.Label };
    }

    private static double ScoreOf(TraitRow row, string label)
    {
        foreach (var score in row.Scores)
            if (score.Label == label)
                return score.Score;
        return 0;
    }

    private static IEnumerable<int> Words(IReadOnlyList<TraitRow> rows, Func<TraitRow, CountedText?> text, int most)
    {
        var posts = new Dictionary<int, int>();
        foreach (var row in rows)
            foreach (var id in text(row)?.Ids ?? [])
                posts[id] = posts.GetValueOrDefault(id) + 1;
        return Frequent(posts.Select(word => (word.Key, word.Value)), rows.Count, MostShare).Take(most);
    }

    private static IEnumerable<T> Frequent<T>(IEnumerable<(T Thing, int Posts)> things, int all, double mostShare) => things
        .Where(thing => thing.Posts >= LeastPosts && thing.Posts <= mostShare * all)
        .OrderByDescending(thing => thing.Posts)
        .ThenBy(thing => Convert.ToString(thing.Thing, CultureInfo.InvariantCulture), StringComparer.Ordinal)
        .Select(thing => thing.Thing);

    private static IEnumerable<Column> Caption(Traits traits)
    {
        Column[] columns =
        [
            new(Part.Caption, row => Math.Log(1 + row.Caption.Words), "with a caption twice as long", Math.Log(2)),
            new(Part.Caption, row => Math.Log(1 + row.Caption.Tags), "with twice as many hashtags", Math.Log(2)),
            new(Part.Caption, row => Math.Log(1 + row.Caption.Emoji), "with twice as many emoji", Math.Log(2)),
            new(Part.Caption, row => row.Caption.Asks ? 1 : 0, "with a question in the caption"),
            .. Words(traits.Rows, row => row.Caption, MaxCaptionWords).Select(id => new Column(
                Part.Caption, row => row.Caption.Has(id) ? 1 : 0, $"with “{traits.CaptionWords.WordOf(id)}” in the caption")),
        ];
        return columns.Select(column => column with { Asked = Asked.Caption });
    }

    // An hour is near to the next one, and that before midnight to the one after.
    private static IEnumerable<Column> Waves(int times)
    {
        yield return new Column(Part.Time, row => Math.Cos(TurnOf(row))) { Asked = Asked.Time };
        yield return new Column(Part.Time, row => Math.Sin(TurnOf(row))) { Asked = Asked.Time };

        double TurnOf(TraitRow row) => (row.Local?.TimeOfDay.TotalDays ?? 0) * times * Math.Tau;
    }

    private static IEnumerable<Column> Growth(IReadOnlyList<TraitRow> rows)
    {
        var newest = rows.Max(row => row.Local!.Value);
        var span = Math.Max(1, (newest - rows.Min(row => row.Local!.Value)).TotalDays);
        yield return new Column(Part.Age, Back) { Asked = Asked.Always };
        yield return new Column(Part.Age, row => Back(row) * Back(row)) { Asked = Asked.Always };

        // A new post comes after the newest, and how likes go on there nobody knows.
        double Back(TraitRow row) => row.Local is { } at ? Math.Max(0, (newest - at).TotalDays / span) : 0;
    }
}
