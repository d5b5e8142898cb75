using Spotter.Learning.Features;
using Spotter.Learning.Heads;
using Spotter.Learning.Splitting;

namespace Spotter.Learning.Fitting;

/// <summary>Fits a head to pictures, with the L2 penalty that does best on fifths of them held out in turn.</summary>
internal sealed class HeadChooser(IHeadTrainer trainer, int seed)
{
    private const int Parts = 5;

    // So many show which penalty is best; further turns would cost time and change nothing.
    private const int EnoughUnseen = 1_000;

    public (Head Head, double Penalty) Fit(IReadOnlyList<PictureFeatures> pictures, CancellationToken cancellationToken)
    {
        var turns = Math.Clamp(EnoughUnseen * Parts / pictures.Count, 1, Parts);
        // Where all pictures are twins, one turn holds them all out.
        var holdouts = Holdout.InTurns(pictures, Parts, seed, SplitPurpose.Inner).Where(holdout => holdout.Training.Count > 0).Take(turns);
        var penalty = trainer.ChoosePenalty([.. holdouts], cancellationToken);
        return (trainer.Fit(pictures, penalty, cancellationToken), penalty);
    }
}
