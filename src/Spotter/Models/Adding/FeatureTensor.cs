namespace Spotter.Models.Adding;

/// <summary>A tensor that may be used as features.</summary>
/// <param name="Name">Its name, for <c>--features</c>.</param>
/// <param name="Shape">Its dimensions; -1 for one that is not fixed.</param>
/// <param name="Features">How many features it gives: of four dimensions the last two are averaged; null where that is not fixed.</param>
public sealed record FeatureTensor(string Name, IReadOnlyList<long> Shape, long? Features);
