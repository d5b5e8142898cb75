using System.Globalization;
using Spotter.Learning.Backbones;
using Spotter.Learning.Features;
using Spotter.Learning.Fitting;
using Spotter.Learning.Measuring;
using Spotter.Learning.Requests;
using Spotter.Learning.Splitting;

namespace Spotter.Learning.Training;

/// <summary>Says what a person should know before trusting a training's numbers.</summary>
internal static class TrainingWarnings
{
    private const int MaxNames = 3;

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

    /// <summary>Points at files that do not seem to be pictures of their label's kind.</summary>
    public static IEnumerable<string> OfOdd(IReadOnlyList<TrainingPicture> odd, IReadOnlyList<string> labels)
    {
        if (odd.Count > 0)
            yield return $"Much smaller than the others of their label, and plain or unlike them: "
                + $"{string.Join(", ", odd.Take(MaxNames).Select(picture => $"{picture.Path} ('{labels[picture.Label]}')"))}"
                    + $"{(odd.Count > MaxNames ? $" and {odd.Count - MaxNames} more" : "")}. Look at them: a notice that stands for a "
                        + $"missing picture teaches the wrong thing.";
    }

    /// <summary>Says what the least scores bring of the precision that was asked for, and of which labels they cannot bring it.</summary>
    public static IEnumerable<string> OfPrecision(TrainingRequest request, IReadOnlyList<string> labels, FitOutcome fit)
    {
        if (request.Precision is not { } wanted)
            yield break;

        var none = labels.Where((_, i) => fit.LeastScores[i] is null).Select(label => (label, "three pictures or fewer"));
        var below = labels.Zip(fit.LeastScores).Where(pair => pair.Second is { } least && least.SurePrecision < wanted).Select(
            pair => (pair.First, string.Create(CultureInfo.InvariantCulture, $"sure of {pair.Second!.SurePrecision:0.000}")));
        var unsure = below.Concat(none).ToList();
        if (unsure.Count > 0)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The precision of {wanted} is not sure (95 %) at any least score of {LabelNames.Join(unsure)}. Recommended is the one "
                    + $"with the highest precision there is. {NeededFor(wanted)} More pictures or a stronger backbone bring it nearer."
            );
    }

    private static string NeededFor(double wanted) => wanted < 1
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"It takes {Math.Ceiling(Math.Log(0.05) / Math.Log(wanted)):0} pictures of a label at its least score with no other among "
                + $"them, or more with a few.")
        : "No number of pictures makes a precision of 1 sure.";
}
