using System.Globalization;
using Spotter.Training.Features;
using Spotter.Training.Splitting;

namespace Spotter.Training;

/// <summary>Says what a person should know before trusting a training's numbers.</summary>
internal static class TrainingWarnings
{
    private const int FewPictures = 10;
    private const int SomePictures = 50;
    private const int MostNames = 3;

    public static IEnumerable<string> Of(TrainingFolder folder, FeatureSet features, IReadOnlyList<IReadOnlyList<TrainingPicture>> twins, FoldChoice folds)
    {
        if (folds.Reason is { } reason)
            yield return reason;
        foreach (var warning in OfFewPictures(folder, features))
            yield return warning;
        foreach (var twin in twins.Where(twin => twin.DistinctBy(picture => picture.Label).Count() > 1))
            yield return $"The same photograph seems to lie under two labels: {string.Join(" and ", twin.Take(MostNames).Select(picture => $"{picture.Path} ('{folder.Labels[picture.Label]}')"))}. Remove it from the label that is wrong.";
        if (folder.Unlabelled > 0)
            yield return $"{folder.Unlabelled} file(s) lie beside the label folders and were left out: a picture's label is the name of its folder.";
        if (features.Damaged > 0)
            yield return $"{features.Damaged} file(s) of the feature cache were damaged; their features were computed again.";
        if (features.CacheProblem is { } problem)
            yield return $"Features could not be kept for the next training: {problem}";
    }

    private static IEnumerable<string> OfFewPictures(TrainingFolder folder, FeatureSet features)
    {
        for (var label = 0; label < folder.Labels.Count; label++)
        {
            var count = features.Pictures.Count(picture => picture.Picture.Label == label);
            if (count < FewPictures)
                yield return string.Create(CultureInfo.InvariantCulture, $"'{folder.Labels[label]}' has {count} different pictures, fewer than {FewPictures}: one picture more or less moves its recall by {100.0 / count:0} points, and its numbers prove next to nothing. Add pictures; {SomePictures} of each label make a beginning.");
            else if (count < SomePictures)
                yield return string.Create(CultureInfo.InvariantCulture, $"'{folder.Labels[label]}' has {count} different pictures: one of them is worth {100.0 / count:0.#} points of its recall, so trust the intervals and not the numbers. {SomePictures} of each label make a beginning.");
        }
    }
}
