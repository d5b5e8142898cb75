using Spotter.Learning.Features;

namespace Spotter.Learning.Splitting;

/// <summary>The pictures of a training, of which those that show the same stay together.</summary>
/// <param name="Pictures">All of them, in the order of the features. Twins share the least hash among them.</param>
/// <param name="Twins">Those that show the same under other bytes, group by group.</param>
internal sealed record TwinGroups(IReadOnlyList<PictureFeatures> Pictures, IReadOnlyList<IReadOnlyList<TrainingPicture>> Twins)
{
    public static TwinGroups Of(FeatureSet features, CancellationToken cancellationToken)
    {
        var pictures = features.Pictures.ToList();
        var twins = new List<IReadOnlyList<TrainingPicture>>();
        foreach (var group in TwinFinder.Find(features.Fingerprints, cancellationToken))
        {
            Join(pictures, group);
            twins.Add([.. group.Select(i => pictures[i].Picture)]);
        }

        return new TwinGroups(pictures, twins);
    }

    private static void Join(List<PictureFeatures> pictures, IReadOnlyList<int> group)
    {
        var joined = group.Select(i => Convert.ToHexString(pictures[i].Picture.Group)).ToHashSet(StringComparer.Ordinal);
        var hash = Convert.FromHexString(joined.Min(StringComparer.Ordinal)!);
        for (var i = 0; i < pictures.Count; i++)
            if (joined.Contains(Convert.ToHexString(pictures[i].Picture.Group)))
                pictures[i] = pictures[i] with { Picture = pictures[i].Picture with { Group = hash } };
    }
}
