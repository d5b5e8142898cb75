using Spotter.Training.Features;
using Spotter.Training.Heads;
using Spotter.Training.Splitting;

namespace Spotter.Training.Fitting;

/// <summary>Fits a head to pictures, a fifth of which choose its L2 penalty first.</summary>
internal sealed class HeadChooser(HeadTrainer trainer, int seed)
{
    private const int Parts = 5;

    public (Head Head, double Penalty) Fit(IReadOnlyList<PictureFeatures> pictures, CancellationToken cancellationToken)
    {
        var part = Folds.Deal(pictures, picture => picture.Picture, Parts, seed, SplitPurpose.Inner);
        var (_, penalty) = trainer.FitBest([.. pictures.Where((_, i) => part[i] != 0)], [.. pictures.Where((_, i) => part[i] == 0)], cancellationToken);
        return (trainer.Fit(pictures, penalty, cancellationToken), penalty);
    }
}
