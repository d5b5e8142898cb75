using System.Globalization;
using Spotter.Insights;

namespace Spotter.Learning.Measuring;

/// <summary>How a new model does against an old one on the same pictures, none of which either was fitted to.</summary>
public sealed record ModelComparison
{
    /// <summary>How many pictures count.</summary>
    public required int Pictures { get; init; }

    /// <summary>How many pictures do not count: the old model was made from them, or one of the two could not read them.</summary>
    public required int LeftOut { get; init; }

    /// <summary>The share of pictures whose best label is right by the new model.</summary>
    public required double New { get; init; }

    /// <summary>Where that truly lies, 95 % sure.</summary>
    public required Interval NewInterval { get; init; }

    /// <summary>The share of pictures whose best label is right by the old model.</summary>
    public required double Old { get; init; }

    /// <summary>Where that truly lies, 95 % sure.</summary>
    public required Interval OldInterval { get; init; }

    /// <summary>How many pictures only the new model has right.</summary>
    public required int OnlyNew { get; init; }

    /// <summary>How many pictures only the old model has right.</summary>
    public required int OnlyOld { get; init; }

    /// <summary>True where the new model is worse, 95 % sure: by the sign test on the pictures that one alone has right.</summary>
    public bool IsClearlyWorse => OnlyNew + OnlyOld > 0 && Interval.Exact(OnlyNew, OnlyNew + OnlyOld).High < 0.5;

    /// <summary>True where the new model is better, 95 % sure: by the same test.</summary>
    public bool IsClearlyBetter => OnlyNew + OnlyOld > 0 && Interval.Exact(OnlyNew, OnlyNew + OnlyOld).Low > 0.5;

    /// <summary>In words.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"On {Pictures} pictures that neither was fitted to: new {New:P1} ({NewInterval.Low:P1} to {NewInterval.High:P1}), old {Old:P1} "
            + $"({OldInterval.Low:P1} to {OldInterval.High:P1}). Only the new has {OnlyNew} right, only the old {OnlyOld}."
            + $"{(LeftOut == 0 ? "" : $" {LeftOut} pictures do not count: the old was made from them or cannot read them.")}");

    /// <summary>Compares what two models said.</summary>
    /// <param name="renewed">What the new one said of pictures that it was not fitted to.</param>
    /// <param name="former">What the old one said of pictures that it was not fitted to.</param>
    /// <returns>Null where they have no picture in common.</returns>
    public static ModelComparison? Of(IReadOnlyList<ScoredPicture> renewed, IReadOnlyList<ScoredPicture> former)
    {
        var byPath = former.ToDictionary(picture => picture.Path, StringComparer.Ordinal);
        var both = renewed
            .Where(picture => byPath.ContainsKey(picture.Path))
            .Select(picture => (New: picture.IsRight, Old: byPath[picture.Path].IsRight))
            .ToList();
        if (both.Count == 0)
            return null;

        var (right, rightBefore) = (both.Count(pair => pair.New), both.Count(pair => pair.Old));
        return new ModelComparison
        {
            Pictures = both.Count,
            LeftOut = renewed.Count - both.Count,
            New = right / (double)both.Count,
            NewInterval = Interval.Exact(right, both.Count),
            Old = rightBefore / (double)both.Count,
            OldInterval = Interval.Exact(rightBefore, both.Count),
            OnlyNew = both.Count(pair => pair is { New: true, Old: false }),
            OnlyOld = both.Count(pair => pair is { New: false, Old: true }),
        };
    }
}
