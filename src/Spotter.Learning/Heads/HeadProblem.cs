using Spotter.Learning.Features;

namespace Spotter.Learning.Heads;

/// <summary>A search for heads on one set of pictures, with one L2 penalty after the other.</summary>
/// <param name="objective">What should become small, on scaled features.</param>
/// <param name="scale">How they were scaled.</param>
/// <param name="seed">Where the search for a hidden layer begins.</param>
internal sealed class HeadProblem(HeadObjective objective, FeatureScale? scale, int seed)
{
    private float[] _parameters = objective.Start(seed);

    /// <summary>The head, for features that are not scaled, with the least loss under a penalty.</summary>
    public Head Fit(double penalty, CancellationToken cancellationToken)
    {
        // A linear head's search goes on from the minimum of the penalty before; a hidden layer would not leave that one's zeros again.
        if (objective.HasHiddenLayer)
            _parameters = objective.Start(seed);
        objective.Minimise(_parameters, penalty, cancellationToken);
        return objective.ToHead(_parameters) with { Scale = scale };
    }
}
