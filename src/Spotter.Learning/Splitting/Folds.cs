using Spotter.Learning.Features;

namespace Spotter.Learning.Splitting;

/// <summary>Deals the pictures of each label out to folds like cards, in the order of a keyed hash; twins go to one fold.</summary>
internal static class Folds
{
    /// <summary>The fold of each item, from 0.</summary>
    public static int[] Deal<T>(IReadOnlyList<T> items, Func<T, TrainingPicture> pictureOf, int folds, int seed, SplitPurpose purpose)
    {
        var groups = Enumerable.Range(0, items.Count)
            .GroupBy(i => Convert.ToHexString(pictureOf(items[i]).Group))
            .Select(group => (Items: group.ToList(), pictureOf(items[group.First()]).Label, Key: KeyedHash.Of(
                pictureOf(items[group.First()]).Group, seed, purpose)))
            .OrderBy(group => group.Label).ThenBy(group => group.Key);

        var fold = new int[items.Count];
        var next = 0;
        foreach (var group in groups)
        {
            foreach (var i in group.Items)
                fold[i] = next;
            next = (next + 1) % folds;
        }

        return fold;
    }
}
