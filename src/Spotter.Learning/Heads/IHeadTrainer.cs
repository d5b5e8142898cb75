using Spotter.Learning.Features;
using Spotter.Learning.Splitting;

namespace Spotter.Learning.Heads;

/// <summary>Finds heads for features as a backbone or an encoder gives them.</summary>
internal interface IHeadTrainer
{
    /// <summary>The L2 penalty with the least loss on pictures that were held out.</summary>
    /// <param name="holdouts">
    /// What to fit to and what to try it on; more than one where parts take turns. Without any the largest penalty is chosen.
    /// </param>
    /// <param name="cancellationToken">Ends it.</param>
    double ChoosePenalty(IReadOnlyList<Holdout> holdouts, CancellationToken cancellationToken);

    /// <summary>Fits a head with a given L2 penalty.</summary>
    Head Fit(IReadOnlyList<PictureFeatures> training, double penalty, CancellationToken cancellationToken);
}
