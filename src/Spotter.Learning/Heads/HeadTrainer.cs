using Spotter.Learning.Features;
using Spotter.Learning.Splitting;

namespace Spotter.Learning.Heads;

/// <summary>Finds heads for features as the backbone gives them.</summary>
/// <param name="weights">What the labels count.</param>
/// <param name="labelCount">How many labels there are.</param>
/// <param name="hidden">How many units the hidden layer has; 0 for none.</param>
/// <param name="seed">Where the search for a hidden layer begins.</param>
/// <param name="fixedPenalty">The L2 penalty; null chooses the one that does best.</param>
/// <param name="isOneScale">True where the features are on one scale already, as the words' figures are.</param>
internal sealed class HeadTrainer(
    LabelWeights weights, int labelCount, int hidden, int seed, double? fixedPenalty = null, bool isOneScale = false) : IHeadTrainer
{
    // From "trust few features" to "the features say it all": half a decade apart is finer than a validation can tell.
    private static readonly double[] Penalties = [3, 1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003];

    // A hidden layer takes far longer to fit, and decades apart do.
    private static readonly double[] PenaltiesOfLayers = [0.3, 0.1, 0.03, 0.01, 0.003, 0.001];
    private const double ClearlyWorse = 1.01;

    /// <inheritdoc/>
    public double ChoosePenalty(IReadOnlyList<Holdout> holdouts, CancellationToken cancellationToken)
    {
        if (fixedPenalty is { } given)
            return given;

        var searches = holdouts.Select(holdout => (Problem: Prepare(holdout.Training), holdout.Unseen)).ToList();
        var best = (Penalty: 0.0, Loss: double.MaxValue);
        var worse = 0;
        foreach (var next in hidden == 0 ? Penalties : PenaltiesOfLayers)
        {
            var loss = searches.Sum(search => Loss(search.Problem.Fit(next, cancellationToken), search.Unseen));
            worse = loss > best.Loss * ClearlyWorse ? worse + 1 : 0;
            if (loss < best.Loss)
                best = (next, loss);
            // The loss falls and then rises; twice worse in a row is behind the valley.
            if (worse == 2)
                break;
        }

        return best.Penalty;
    }

    /// <inheritdoc/>
    public Head Fit(IReadOnlyList<PictureFeatures> training, double penalty, CancellationToken cancellationToken) =>
        Prepare(training).Fit(penalty, cancellationToken);

    private HeadProblem Prepare(IReadOnlyList<PictureFeatures> training)
    {
        var rows = TrainingRows.Of(training, weights);
        var scale = isOneScale ? null : FeatureScale.Of(rows.Features);
        var features = scale is null ? rows.Features : rows.Features.ScaledBy(scale);
        var objective = new HeadObjective(features, rows.Labels, rows.Weights, labelCount, hidden);
        return new HeadProblem(objective, scale, seed);
    }

    private double Loss(Head head, IReadOnlyList<PictureFeatures> pictures)
    {
        var labelWeights = weights.For([.. pictures.Select(picture => picture.Picture.Label)]);
        return pictures.Sum(picture => labelWeights[picture.Picture.Label] * CautiousLoss.Of(
            head.Logits(picture.Values), picture.Picture.Label, temperature: 1, pictures.Count));
    }
}
