using Spotter.Learning.Features;
using Spotter.Learning.Requests;

namespace Spotter.Learning.Splitting;

/// <summary>How many folds take turns, and why where nobody asked for it.</summary>
/// <param name="Count">0 where a test part is set aside instead.</param>
/// <param name="Reason">For a person; null where there is nothing to say.</param>
internal sealed record FoldChoice(int Count, string? Reason)
{
    private const int Usual = 5;
    private const int MinOfALabel = 5;

    // A tenth of them bounds a recall to some 12 points; with fewer, a single split says more about its luck than about the model.
    private const int EnoughForASplit = 500;

    /// <exception cref="TrainingException">A label has fewer photographs than folds were asked for, or one only.</exception>
    public static FoldChoice Of(
        TrainingRequest request, IReadOnlyList<string> labels, IReadOnlyList<PictureFeatures> pictures, HashSplit<PictureFeatures> split)
    {
        var groups = labels
            .Select(
                (name, label) =>
                    (
                        Name: name,
                        Count: pictures
                            .Where(picture => picture.Picture.Label == label)
                            .DistinctBy(picture => Convert.ToHexString(picture.Picture.Group))
                            .Count()
                    )
            )
            .ToList();
        var smallest = groups.MinBy(label => label.Count);
        var counted = request.GroupsFile is null ? "different pictures" : "groups";
        if (request.Folds is { } wanted)
            return wanted <= smallest.Count
                ? new FoldChoice(wanted, null)
                : throw TrainingException.OfInput(
                    $"--folds {wanted} needs {wanted} {counted} of each label, and '{smallest.Name}' has {smallest.Count}. "
                        + $"Name fewer folds, or add pictures."
                );
        if (smallest.Count < 2)
            throw new TrainingException(
                $"The pictures of the label '{smallest.Name}' are all "
                    + $"{(request.GroupsFile is null ? "the same photograph" : "of one group")}; another one is needed to measure the "
                    + "model. Add pictures."
            );

        var usual = Math.Min(Usual, smallest.Count);
        if (!request.IsSplitAskedFor)
            return new FoldChoice(smallest.Count > EnoughForASplit && request.Precision is null ? 0 : usual, null);

        var few = labels
            .Where(
                (_, label) =>
                    CountOf(split.Test, label) < MinOfALabel
                    || CountOf(split.Validation, label) < MinOfALabel
                    || CountOf(split.Training, label) == 0
            )
            .FirstOrDefault();
        return few is null
            ? new FoldChoice(0, null)
            : new FoldChoice(
                usual,
                $"A test part set aside would hold fewer than {MinOfALabel} pictures of '{few}', so {usual} folds took turns in being "
                    + $"measured on instead."
            );
    }

    private static int CountOf(IReadOnlyList<PictureFeatures> pictures, int label) =>
        pictures.Count(picture => picture.Picture.Label == label);
}
