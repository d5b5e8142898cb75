using Spotter.Training.Features;

namespace Spotter.Training.Heads;

/// <summary>Finds heads for features as the backbone gives them.</summary>
/// <param name="weights">What the labels count.</param>
/// <param name="labelCount">How many labels there are.</param>
/// <param name="hidden">How many units the hidden layer has; 0 for none.</param>
/// <param name="seed">Where the search for a hidden layer begins.</param>
internal sealed class HeadTrainer(LabelWeights weights, int labelCount, int hidden, int seed)
{
    // From "trust few features" to "the features say it all": half a decade apart is finer than a validation can tell.
    private static readonly double[] Penalties = [3, 1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003];


    // A hidden layer takes far longer to fit, and decades apart do.
    private static readonly double[] PenaltiesOfLayers = [0.3, 0.1, 0.03, 0.01, 0.003, 0.001];
    private const double ClearlyWorse = 1.01;

    /// <summary>Fits a head with each L2 penalty and keeps the one with the least loss on the validation pictures.</summary>
    public (Head Head, double Penalty) FitBest(
        IReadOnlyList<PictureFeatures> training, IReadOnlyList<PictureFeatures> validation, CancellationToken cancellationToken)
    {
        var problem = Prepare(training);
        var parameters = problem.Objective.Start(seed);
        (Head? Head, double Penalty, double Loss) best = (null, 0, double.MaxValue);
        var worse = 0;
        foreach (var penalty in hidden == 0 ? Penalties : PenaltiesOfLayers)
        {
            // A linear head's search goes on from the minimum of a slightly larger penalty; a hidden layer would not leave that one's zeros again.
            if (hidden > 0)
                parameters = problem.Objective.Start(seed);
            problem.Objective.Minimise(parameters, penalty, cancellationToken);
            var head = problem.ToHead(parameters);
            var loss = Loss(head, validation);
            worse = loss > best.Loss * ClearlyWorse ? worse + 1 : 0;
            if (loss < best.Loss)
                best = (head, penalty, loss);
            // The loss falls and then rises; twice worse in a row is behind the valley.
            if (worse == 2)
                break;
        }

        return (best.Head!, best.Penalty);
    }

    /// <summary>Fits a head with a given L2 penalty.</summary>
    public Head Fit(IReadOnlyList<PictureFeatures> training, double penalty, CancellationToken cancellationToken)
    {
        var problem = Prepare(training);
        var parameters = problem.Objective.Start(seed);
        problem.Objective.Minimise(parameters, penalty, cancellationToken);
        return problem.ToHead(parameters);
    }

    private Problem Prepare(IReadOnlyList<PictureFeatures> training)
    {
        var rows = TrainingRows.Of(training, weights);
        var (mean, deviation) = rows.Features.Measure();
        var objective = new HeadObjective(rows.Features.Standardise(mean, deviation), rows.Labels, rows.Weights, labelCount, hidden);
        return new Problem(objective, mean, deviation);
    }

    private double Loss(Head head, IReadOnlyList<PictureFeatures> pictures)
    {
        var labelWeights = weights.For([.. pictures.Select(picture => picture.Picture.Label)]);
        return pictures.Sum(picture => labelWeights[picture.Picture.Label] * CautiousLoss.Of(head.Logits(picture.Values), picture.Picture.Label, temperature: 1, pictures.Count));
    }

    private sealed record Problem(HeadObjective Objective, float[] Mean, float[] Deviation)
    {
        public Head ToHead(float[] parameters) => Objective.ToHead(parameters).ForRawFeatures(Mean, Deviation);
    }
}
