using Spotter.Learning.Fitting;
using Spotter.Learning.Splitting;

namespace Spotter.Learning.Training;

/// <summary>What a training came to, before it is told and written.</summary>
/// <param name="Set">What it learnt from.</param>
/// <param name="Twins">Which pictures show the same.</param>
/// <param name="Division">Which pictures it fitted to and measured on.</param>
/// <param name="Fit">The head and how well it did.</param>
/// <param name="WithoutWords">The head that it falls back on; null where no words were read.</param>
/// <param name="Compared">The other backbones, the best first.</param>
internal sealed record TrainingOutcome(
    TrainingSet Set,
    TwinGroups Twins,
    PictureDivision Division,
    FitOutcome Fit,
    HeadWithoutWords? WithoutWords,
    IReadOnlyList<ComparedBackbone> Compared);
