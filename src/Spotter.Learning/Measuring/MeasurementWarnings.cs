using System.Globalization;

namespace Spotter.Learning.Measuring;

/// <summary>Says where a measurement rests on few pictures, whoever measured.</summary>
internal static class MeasurementWarnings
{
    private const int Few = 10;
    private const int Some = 50;

    public static IEnumerable<string> OfFew(Evaluation evaluation, string things = "pictures")
    {
        var few = evaluation.Labels.Where(label => label.Pictures is > 0 and < Few).ToList();
        var some = evaluation.Labels.Where(label => label.Pictures is >= Few and < Some).ToList();
        if (few.Count > 0)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Measured on fewer than {Few} different {things}: {Names(few)}. One more or less moves a recall by up to "
                    + $"{100.0 / few.Min(label => label.Pictures):0} points, so these numbers prove next to nothing. Add more; "
                        + $"{Some} of each label make a beginning."
            );
        if (some.Count > 0)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Measured on fewer than {Some} different {things}: {Names(some)}. One of them is worth up to "
                    + $"{100.0 / some.Min(label => label.Pictures):0.#} points of a recall, so trust the intervals and not the numbers. "
                        + $"{Some} of each label make a beginning."
            );
    }

    private static string Names(IEnumerable<LabelEvaluation> labels) =>
        LabelNames.Join(labels.Select(label => (label.Label, label.Pictures.ToString(CultureInfo.InvariantCulture))));
}
