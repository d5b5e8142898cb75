using Spotter.Learning.Features;
using Spotter.Learning.Splitting;

namespace Spotter.Learning.Heads;

/// <summary>Teaches heads with a hidden layer by Adam, a few rows at a time.</summary>
/// <param name="settings">How.</param>
/// <param name="labelCount">How many labels there are.</param>
/// <param name="print">Told after each step: of how many rows the fit is, which step, of how many, and its loss.</param>
internal sealed class AdamHeadTrainer(AdamSettings settings, int labelCount, Action<int, int, int, double>? print = null) : IHeadTrainer
{
    /// <summary>None: these heads stop early instead.</summary>
    public double ChoosePenalty(IReadOnlyList<Holdout> holdouts, CancellationToken cancellationToken) => 0;

    /// <inheritdoc/>
    public Head Fit(IReadOnlyList<PictureFeatures> training, double penalty, CancellationToken cancellationToken)
    {
        var scale = FeatureScale.Of(FeatureMatrix.Of([.. training.Select(row => row.Values)]));
        var rows = training.Select(row => scale.Apply(row.Values)).ToArray();
        var labels = training.Select(row => row.Picture.Label).ToArray();
        var network = new GeluNetwork(rows[0].Length, settings.Hidden, labelCount, settings.Seed);
        var adam = new AdamOptimiser(network.Parameters.Length, settings.LearningRate);
        var random = new Random(settings.Seed);
        var order = Enumerable.Range(0, rows.Length).ToArray();
        var steps = settings.Epochs * ((rows.Length + settings.RowsPerStep - 1) / settings.RowsPerStep);
        var step = 0;
        for (var epoch = 0; epoch < settings.Epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (var chosen in order.Chunk(settings.RowsPerStep))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var loss = network.Loss([.. chosen.Select(i => rows[i])], [.. chosen.Select(i => labels[i])]);
                adam.Step(network.Parameters, network.Gradient);
                print?.Invoke(rows.Length, ++step, steps, loss);
            }
        }

        return network.ToHead() with { Scale = scale };
    }
}
