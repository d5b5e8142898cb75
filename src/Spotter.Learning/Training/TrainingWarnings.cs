using System.Globalization;
using Spotter.Learning.Backbones;
using Spotter.Learning.Features;
using Spotter.Learning.Fitting;
using Spotter.Learning.Requests;
using Spotter.Learning.Splitting;

namespace Spotter.Learning.Training;

/// <summary>Says what a person should know before trusting a training's numbers.</summary>
internal static class TrainingWarnings
{
    private const int FewPictures = 10;
    private const int SomePictures = 50;
    private const int MaxNames = 3;
    private const int MaxLabels = 10;

    public static IEnumerable<string> Of(
        BackboneModel backbone,
        TrainingFolder folder,
        FeatureSet features,
        IReadOnlyList<IReadOnlyList<TrainingPicture>> twins,
        FoldChoice folds
    )
    {
        if (backbone.Assumption is { } assumption)
            yield return assumption;
        if (folds.Reason is { } reason)
            yield return reason;
        foreach (var warning in OfFewPictures(folder, features))
            yield return warning;
        foreach (var twin in twins.Where(twin => twin.DistinctBy(picture => picture.Label).Count() > 1))
            yield return $"The same photograph seems to lie under two labels: "
                + $"{string.Join(" and ", twin.Take(MaxNames).Select(picture => $"{picture.Path} ('{folder.Labels[picture.Label]}')"))}. "
                    + "Remove it from the label that is wrong.";
        if (folder.Unlabelled > 0)
            yield return $"{folder.Unlabelled} file(s) lie beside the label folders and were left out: a picture's label is the name of "
                + $"its folder.";
        if (features.Damaged > 0)
            yield return $"{features.Damaged} file(s) of the feature cache were damaged; their features were computed again.";
        if (features.CacheProblem is { } problem)
            yield return $"Features could not be kept for the next training: {problem}";
    }

    /// <summary>Names the labels whose recommended least score did not bring the precision that was asked for.</summary>
    public static IEnumerable<string> OfPrecision(TrainingRequest request, FitOutcome fit)
    {
        var below = fit.Evaluation.Labels.Where(label => label.PrecisionAtLeastScore < request.Precision).ToList();
        var names = Names(
            below.Select(label => (label.Label, string.Create(CultureInfo.InvariantCulture, $"{label.PrecisionAtLeastScore:0.000}"))));
        if (below.Count > 0)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The precision of {request.Precision} was not reached at the recommended least score of {names}. More pictures or a "
                    + $"stronger backbone bring it nearer."
            );
    }

    private static IEnumerable<string> OfFewPictures(TrainingFolder folder, FeatureSet features)
    {
        var counts = folder.Labels.Select((label, i) => (
            Label: label, Count: features.Pictures.Count(picture => picture.Picture.Label == i))).ToList();
        var few = counts.Where(label => label.Count < FewPictures).ToList();
        var some = counts.Where(label => label.Count is >= FewPictures and < SomePictures).ToList();
        if (few.Count > 0)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Fewer than {FewPictures} different pictures: {Names(few.Select(label => (label.Label, $"{label.Count}")))}. One "
                    + $"picture more or less moves a recall by up to {100.0 / few.Min(label => label.Count):0} points, so these numbers "
                        + $"prove next to nothing. Add pictures; {SomePictures} of each label make a beginning."
            );
        if (some.Count > 0)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Fewer than {SomePictures} different pictures: {Names(some.Select(label => (label.Label, $"{label.Count}")))}. One of "
                    + $"them is worth up to {100.0 / some.Min(label => label.Count):0.#} points of a recall, so trust the intervals and "
                        + $"not the numbers. {SomePictures} of each label make a beginning."
            );
    }

    private static string Names(IEnumerable<(string Label, string Number)> labels)
    {
        var all = labels.Select(label => $"'{label.Label}' ({label.Number})").ToList();
        return string.Join(", ", all.Take(MaxLabels)) + (all.Count > MaxLabels ? $" and {all.Count - MaxLabels} more" : "");
    }
}
