using Spotter.Learning.Requests;
using Spotter.Models;

namespace Spotter.Learning.Training;

/// <summary>Which label each folder's pictures have: of all labels of a model, or of one of them against everything else.</summary>
/// <param name="Names">The measured labels.</param>
/// <param name="OfFolder">The place among them of each of the folder's labels.</param>
/// <param name="LeastScores">The recommended least score of each; null for none.</param>
internal sealed record EvaluatedLabels(IReadOnlyList<string> Names, IReadOnlyList<int> OfFolder, IReadOnlyList<double?> LeastScores)
{
    private const string AnythingElse = "anything else";
    private int? Only { get; init; }

    /// <exception cref="TrainingException">A folder or a label that is named is not there; the message says what is.</exception>
    public static EvaluatedLabels Of(EvaluationRequest request, TrainingFolder folder, ModelDescription model)
    {
        if (request.LabelNames.Keys.FirstOrDefault(name => !folder.Labels.Contains(name)) is { } absent)
            throw TrainingException.OfInput(
                $"--label names the folder '{absent}', and {request.Folder} holds none of that name. It holds: "
                    + $"{string.Join(", ", folder.Labels)}."
            );

        return request.OnlyLabel is { } only ? OfOne(only, request, folder, model) : OfAll(request, folder, model);
    }

    /// <summary>The scores of the measured labels, from those of the model.</summary>
    public IReadOnlyList<float> Scores(IReadOnlyList<float> scores) => Only is { } only ? [scores[only], 1 - scores[only]] : scores;

    private static EvaluatedLabels OfAll(EvaluationRequest request, TrainingFolder folder, ModelDescription model)
    {
        var places = model
            .Labels.Select((label, place) => (label, place))
            .ToDictionary(pair => pair.label, pair => pair.place, StringComparer.Ordinal);
        return new EvaluatedLabels(
            model.Labels,
            [
                .. folder.Labels.Select(name =>
                    places.TryGetValue(request.LabelNames.GetValueOrDefault(name, name), out var place)
                        ? place
                        : throw TrainingException.OfInput(
                            $"{NoLabel(request.LabelNames.GetValueOrDefault(name, name), model)} Rename the folder, say which label it is: "
                                + $"--label \"{name}=LABEL\", or measure one label against everything else: --label LABEL."
                        )
                ),
            ],
            [.. model.Labels.Select(label => LeastScoreOf(model, label))]);
    }

    private static EvaluatedLabels OfOne(string only, EvaluationRequest request, TrainingFolder folder, ModelDescription model)
    {
        var place = model.Labels.TakeWhile(label => label != only).Count();
        if (place == model.Labels.Count)
            throw TrainingException.OfInput($"{NoLabel(only, model)} Name one of its labels: spotter models show {request.Model}");

        var ofFolder = FoldersOf(only, request, folder);
        if (!ofFolder.Contains(true))
            throw TrainingException.OfInput(
                $"No folder of {request.Folder} is called '{only}'; it holds: {string.Join(", ", folder.Labels)}. Say which one holds its "
                    + $"pictures: --label \"FOLDER={only}\" --label \"{only}\"."
            );
        return new EvaluatedLabels(
            [only, AnythingElse], [.. ofFolder.Select(isOnly => isOnly ? 0 : 1)], [LeastScoreOf(model, only), null])
        {
            Only = place,
        };
    }

    // Folders seldom spell a label of ImageNet as it does: hot_dog is hotdog, where no folder is called hotdog.
    private static List<bool> FoldersOf(string only, EvaluationRequest request, TrainingFolder folder)
    {
        var named = folder.Labels.Select(name => request.LabelNames.GetValueOrDefault(name, name) == only).ToList();
        return named.Contains(true) ? named : [.. folder.Labels.Select(name => Spell(name) == Spell(only))];
    }

    private static string Spell(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static double? LeastScoreOf(ModelDescription model, string label) =>
        model.LeastScores.TryGetValue(label, out var least) ? least : null;

    private static string NoLabel(string label, ModelDescription model) =>
        $"'{label}' is no label of '{model.Name}', which tells apart: {string.Join(", ", Alike(label, model.Labels))}"
            + $"{(model.Labels.Count > 10 ? ", ..." : "")}.";

    // Of a thousand labels, those that look like what was meant come first.
    private static IEnumerable<string> Alike(string label, IReadOnlyList<string> labels) => labels
        .OrderByDescending(one => Spell(one).Contains(Spell(label), StringComparison.Ordinal))
        .Take(10);
}
