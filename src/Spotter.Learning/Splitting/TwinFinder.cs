using System.Collections.Concurrent;
using Spotter.Learning.Features;

namespace Spotter.Learning.Splitting;

/// <summary>Finds pictures that are the same photograph under other bytes.</summary>
internal static class TwinFinder
{
    // In levels of 255, on average over the fingerprint. Saving a photograph again moves it by less than 2; photographs that differ lie 18
    // apart
    // and more (measured on 500 food photographs).
    private const int MaxDifference = 6;

    /// <summary>Groups of two or more that look the same, each in the order of the list.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Find(IReadOnlyList<byte[]> fingerprints, CancellationToken cancellationToken)
    {
        var pairs = new ConcurrentBag<(int One, int Other)>();
        Parallel.For(0, fingerprints.Count, new ParallelOptions { CancellationToken = cancellationToken }, one =>
        {
            for (var other = one + 1; other < fingerprints.Count; other++)
                if (Fingerprint.Distance(fingerprints[one], fingerprints[other]) < MaxDifference * Fingerprint.Length)
                    pairs.Add((one, other));
        });

        var leader = Enumerable.Range(0, fingerprints.Count).ToArray();
        foreach (var (one, other) in pairs.Order())
            Join(leader, one, other);
        return
        [
            .. Enumerable
                .Range(0, fingerprints.Count)
                .GroupBy(i => Leader(leader, i))
                .Where(group => group.Count() > 1)
                .Select(group => group.ToList()),
        ];
    }

    private static int Leader(int[] leader, int i) => leader[i] == i ? i : leader[i] = Leader(leader, leader[i]);

    private static void Join(int[] leader, int one, int other)
    {
        var (first, second) = (Leader(leader, one), Leader(leader, other));
        leader[Math.Max(first, second)] = Math.Min(first, second);
    }
}
