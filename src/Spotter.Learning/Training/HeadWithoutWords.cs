using Spotter.Learning.Fitting;
using Spotter.Learning.Heads;
using Spotter.Learning.Splitting;

namespace Spotter.Learning.Training;

/// <summary>What a model with words falls back on where none are read.</summary>
/// <param name="Head">Takes the backbone's features alone.</param>
/// <param name="Compared">How well it, or heads like it, did on the same pictures.</param>
internal sealed record HeadWithoutWords(Head Head, ComparedBackbone Compared)
{
    /// <summary>Fits and measures it as the head with words is.</summary>
    public static HeadWithoutWords Fit(
        HeadFitter fitter, TrainingSet set, PictureDivision division, CancellationToken cancellationToken)
    {
        var alone = division.Pictures.Zip(set.Plain.Pictures, (both, one) => both with { Values = one.Values, Copies = one.Copies });
        var fit = fitter.Fit(division.With([.. alone]), cancellationToken);
        return new HeadWithoutWords(fit.Head, ComparedBackbone.Of(set.Backbone.Name, fit.Head.FeatureCount, fit.Evaluation));
    }
}
