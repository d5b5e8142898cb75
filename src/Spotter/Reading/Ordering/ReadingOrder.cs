using System.Numerics;
using Spotter.Reading.Detecting;

namespace Spotter.Reading.Ordering;

/// <summary>
/// Puts lines in the order in which a person reads them: from the top down, a column after the other, what stands beside each other from
/// left to right. The page may be turned: its lines say how.
/// </summary>
internal static class ReadingOrder
{
    // Columns have as many lines at least: two by two are mostly things and what belongs to them (docs/reading.md).
    private const int LeastLines = 3;

    // In heights of a line: a wider gap is none between the words of a line, and a narrower one none between columns.
    private const float WordGap = 0.8f;
    private const float ColumnGap = 1;

    // Where so many lines begin at one place, and half of their column, it is one however close the other comes.
    private const int AlignedLines = 5;
    private const float AlignedGap = 0.3f;

    // In heights of a line: boxes are a little larger than what is in them.
    private const float Overlap = 0.3f;

    private const float MostHeights = 1.6f;

    /// <summary>Orders lines; parts of a line that stand close beside each other become one.</summary>
    public static IReadOnlyList<FoundLine> Of(IReadOnlyList<FoundLine> lines)
    {
        if (lines.Count < 2)
            return lines;

        var along = WayOf(lines);
        return [.. Columns([.. lines.Select(line => PlacedLine.On(line, along))])];
    }

    // Of the four ways in which a page can be turned the one in which most of its lines run, as exactly as they do.
    private static Vector2 WayOf(IEnumerable<FoundLine> lines) =>
        Vector2.Normalize(
            lines
                .Select(line => line.Box.Along * line.Box.Width)
                .GroupBy(way => (MathF.Abs(way.X) >= MathF.Abs(way.Y), way.X + way.Y > 0))
                .Select(ways => ways.Aggregate(Vector2.Add))
                .MaxBy(sum => sum.Length()));

    private static IEnumerable<FoundLine> Columns(List<PlacedLine> lines)
    {
        if (FindGutter(lines) is not { } gutter)
            return Rows(lines);

        var ordered = new List<FoundLine>();
        var rest = lines;
        // What reaches over both columns stands above or below the parts of them.
        foreach (var across in lines.Where(gutter.Crosses).OrderBy(line => line.Middle))
        {
            var above = rest.Where(line => line.Middle < across.Middle && !gutter.Crosses(line)).ToList();
            ordered.AddRange(Sides(above, gutter));
            ordered.Add(across.Line);
            rest = [.. rest.Except(above).Where(line => line != across)];
        }

        ordered.AddRange(Sides(rest, gutter));
        return ordered;
    }

    private static IEnumerable<FoundLine> Sides(List<PlacedLine> lines, Gutter gutter) =>
        Columns([.. lines.Where(gutter.IsLeft)]).Concat(Columns([.. lines.Where(line => !gutter.IsLeft(line))]));

    // The place between two columns that has the most lines of words on both its sides, and few across.
    private static Gutter? FindGutter(List<PlacedLine> lines)
    {
        if (lines.Count(line => line.HasWords) < 2 * LeastLines)
            return null;

        var height = MedianHeight(lines);
        Gutter? best = null;
        var most = 0;
        foreach (var x in lines.Select(line => line.Left).Distinct())
        {
            var gutter = new Gutter(x, height * Overlap);
            var (left, right, across) = gutter.Split(lines);
            var score = Math.Min(left.Count(line => line.HasWords), right.Count(line => line.HasWords));
            if (score < LeastLines || score - (2 * across.Count) <= most)
                continue;
            var gap = gutter.IsEdgeOf(right) ? AlignedGap : ColumnGap;
            if (x - left.Max(line => line.Right) < gap * height || !StandBeside(left, right))
                continue;

            (best, most) = (gutter, score - (2 * across.Count));
        }

        return best;
    }

    private static bool StandBeside(List<PlacedLine> left, List<PlacedLine> right)
    {
        var (top, bottom) = (Math.Max(left.Min(line => line.Top), right.Min(line => line.Top)), Math.Min(
            left.Max(line => line.Bottom), right.Max(line => line.Bottom)));
        return bottom - top >= Math.Min(HeightOf(left), HeightOf(right)) / 2;

        static float HeightOf(List<PlacedLine> column) => column.Max(line => line.Bottom) - column.Min(line => line.Top);
    }

    private static IEnumerable<FoundLine> Rows(List<PlacedLine> lines)
    {
        var row = new List<PlacedLine>();
        foreach (var line in lines.OrderBy(line => line.Middle))
        {
            if (row.Count > 0 && line.Middle - row.Average(other => other.Middle) > Math.Min(line.Height, row[^1].Height) / 2)
            {
                foreach (var found in Join(row))
                    yield return found;
                row = [];
            }

            row.Add(line);
        }

        foreach (var found in Join(row))
            yield return found;
    }

    private static List<FoundLine> Join(List<PlacedLine> row)
    {
        var joined = new List<FoundLine>();
        PlacedLine? before = null;
        foreach (var line in row.OrderBy(line => line.Left))
        {
            if (before is not null && AreOne(before, line))
                joined[^1] = Join(joined[^1], line.Line);
            else
                joined.Add(line.Line);
            before = line;
        }

        return joined;
    }

    private static bool AreOne(PlacedLine left, PlacedLine right)
    {
        var (low, high) = (Math.Min(left.Height, right.Height), Math.Max(left.Height, right.Height));
        return high <= MostHeights * low && MathF.Abs(right.Left - left.Right) <= WordGap * low;
    }

    private static FoundLine Join(FoundLine left, FoundLine right)
    {
        var box = TextBox.Around([.. left.Box.Corners, .. right.Box.Corners], left.Box.Along);
        var (first, second) = (left.Text.Length, right.Text.Length);
        var confidence = ((left.Confidence * first) + (right.Confidence * second)) / (first + second);
        return new FoundLine(box, $"{left.Text} {right.Text}", confidence);
    }

    private static float MedianHeight(List<PlacedLine> lines) =>
        lines.Select(line => line.Height).Order().ElementAt(lines.Count / 2);

    // An upright line between columns.
    private sealed record Gutter(float X, float Slack)
    {
        public bool IsLeft(PlacedLine line) => line.Right <= X + Slack;

        public bool Crosses(PlacedLine line) => !IsLeft(line) && line.Left < X - Slack;

        public bool IsEdgeOf(List<PlacedLine> right)
        {
            var words = right.Where(line => line.HasWords).ToList();
            return words.Count(line => line.Left <= X + Slack) >= Math.Max(AlignedLines, words.Count / 2);
        }

        public (List<PlacedLine> Left, List<PlacedLine> Right, List<PlacedLine> Across) Split(List<PlacedLine> lines) =>
            ([.. lines.Where(IsLeft)], [.. lines.Where(line => !IsLeft(line) && !Crosses(line))], [.. lines.Where(Crosses)]);
    }
}
