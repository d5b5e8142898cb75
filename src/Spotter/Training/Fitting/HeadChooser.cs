using Spotter.Training.Features;
using Spotter.Training.Heads;
using Spotter.Training.Splitting;

namespace Spotter.Training.Fitting;

/// <summary>Fits a head to pictures, with the L2 penalty that does best on fifths of them held out in turn.</summary>
internal sealed class HeadChooser(HeadTrainer trainer, int seed)
{
    private const int Parts = 5;

    // So many show which penalty is best; further turns would cost time and change nothing.
    private const int EnoughUnseen = 1_000;

    public (Head Head, double Penalty) Fit(IReadOnlyList<PictureFeatures> pictures, CancellationToken cancellationToken)
    {
        var turns = Math.Clamp(EnoughUnseen * Parts / pictures.Count, 1, Parts);
        var penalty = trainer.ChoosePenalty([.. Holdout.InTurns(pictures, Parts, seed, SplitPurpose.Inner).Take(turns)], cancellationToken);
        return (trainer.Fit(pictures, penalty, cancellationToken), penalty);
    }
}
