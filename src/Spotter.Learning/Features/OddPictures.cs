namespace Spotter.Learning.Features;

/// <summary>
/// Finds files that do not seem to be pictures of their label's kind, such as a site's "image not found" among photographs: far smaller
/// than the others, and plain or unlike them.
/// </summary>
internal static class OddPictures
{
    // Among fewer, nothing is usual.
    private const int MinPictures = 10;

    // A photograph saved small is seldom a quarter of the others; a drawn notice has a few kilobytes.
    private const int TimesSmaller = 8;

    // In levels of 255: what a lossy format makes of one colour.
    private const int SameColour = 4;
    private const double TimesFarther = 3;

    /// <summary>Those of all labels, in the order of the folder.</summary>
    public static IReadOnlyList<TrainingPicture> Find(FeatureSet features)
    {
        var odd = new List<TrainingPicture>();
        foreach (var label in Enumerable.Range(0, features.Pictures.Count).GroupBy(i => features.Pictures[i].Picture.Label))
        {
            var places = label.ToList();
            if (places.Count < MinPictures)
                continue;

            var lengths = places.ToDictionary(i => i, i => LengthOf(features.Pictures[i].Picture.Path));
            var usual = Median(lengths.Values.Select(length => (double)length));
            var small = places.Where(i => lengths[i] * TimesSmaller < usual).ToList();
            if (small.Count == 0)
                continue;

            var distances = DistancesOf([.. places.Select(i => features.Pictures[i].Values)]);
            var far = Median(distances) * TimesFarther;
            odd.AddRange(small
                .Where(i => IsPlain(features.Fingerprints[i]) || distances[places.IndexOf(i)] > far)
                .Select(i => features.Pictures[i].Picture));
        }

        return odd;
    }

    private static long LengthOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : long.MaxValue / TimesSmaller;

    // More than half of the cells have the colour of one of them.
    private static bool IsPlain(byte[] fingerprint)
    {
        var cells = fingerprint.Chunk(3).ToList();
        return cells.Exists(one => cells.Count(other => IsAlike(one, other)) * 2 > cells.Count);
    }

    private static bool IsAlike(byte[] one, byte[] other) => one.Zip(other).All(pair => Math.Abs(pair.First - pair.Second) <= SameColour);

    // The mean square of how many deviations a picture's features lie from the label's mean.
    private static List<double> DistancesOf(IReadOnlyList<float[]> rows)
    {
        var columns = rows[0].Length;
        var (mean, variance) = (new double[columns], new double[columns]);
        foreach (var row in rows)
            for (var column = 0; column < columns; column++)
                mean[column] += row[column] / (double)rows.Count;
        foreach (var row in rows)
            for (var column = 0; column < columns; column++)
                variance[column] += Math.Pow(row[column] - mean[column], 2) / rows.Count;
        return [.. rows.Select(row => Enumerable.Range(0, columns)
            .Where(column => variance[column] > 1e-12)
            .Select(column => Math.Pow(row[column] - mean[column], 2) / variance[column])
            .DefaultIfEmpty(0)
            .Average())];
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;
}
