namespace Spotter.Training;

/// <summary>The scores of the held-out pictures beside their labels.</summary>
/// <param name="scores">One row of scores per picture.</param>
/// <param name="labels">The right label of each, from 0.</param>
internal sealed class HeldOutResults(IReadOnlyList<float[]> scores, int[] labels)
{
    private readonly int[] _best = [.. scores.Select(row => Array.IndexOf(row, row.Max()))];

    public double Accuracy => _best.Zip(labels).Count(pair => pair.First == pair.Second) / (double)labels.Length;

    public double Precision(int label)
    {
        var given = _best.Count(best => best == label);
        return given == 0 ? 1 : RightlyGiven(label) / (double)given;
    }

    public double Recall(int label) => RightlyGiven(label) / (double)labels.Count(right => right == label);

    /// <summary>The least score with the highest F1 = 2 hits / (2 hits + false alarms + misses), half-way to the next lower score.</summary>
    public double LeastScore(int label)
    {
        var ranked = scores.Select((row, i) => (Score: (double)row[label], IsLabel: labels[i] == label)).OrderByDescending(entry => entry.Score).ToList();
        var all = ranked.Count(entry => entry.IsLabel);
        var (best, least, hits) = (-1.0, 0.5, 0);
        for (var taken = 1; taken <= ranked.Count; taken++)
        {
            hits += ranked[taken - 1].IsLabel ? 1 : 0;
            var next = taken < ranked.Count ? ranked[taken].Score : 0;
            var f1 = 2.0 * hits / (taken + all);
            if (f1 <= best || next == ranked[taken - 1].Score)
                continue;
            (best, least) = (f1, (ranked[taken - 1].Score + next) / 2);
        }

        return Math.Round(least, 3);
    }

    private int RightlyGiven(int label) => _best.Zip(labels).Count(pair => pair.First == label && pair.Second == label);
}
