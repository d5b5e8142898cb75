namespace Spotter.Learning.Heads;

/// <summary>What the pictures of each label count when a head is fitted.</summary>
/// <param name="labelCount">How many labels there are.</param>
/// <param name="balanced">True where every label counts the same however many pictures it has.</param>
/// <param name="factors">One per label, multiplied with that; null for 1 each.</param>
internal sealed class LabelWeights(int labelCount, bool balanced = true, IReadOnlyList<double>? factors = null)
{
    /// <summary>The weight of one picture of each label, so that the weights of all pictures add up to 1.</summary>
    /// <param name="labels">The label of each picture, from 0.</param>
    public double[] For(IReadOnlyList<int> labels)
    {
        var counts = new int[labelCount];
        foreach (var label in labels)
            counts[label]++;

        var weights = counts.Select((count, label) => (factors?[label] ?? 1) / (balanced ? Math.Max(1, count) : 1)).ToArray();
        var total = counts.Zip(weights, (count, weight) => count * weight).Sum();
        return [.. weights.Select(weight => weight / total)];
    }
}
