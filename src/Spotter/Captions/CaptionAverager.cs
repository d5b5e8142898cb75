using System.Numerics.Tensors;

namespace Spotter.Captions;

/// <summary>Averages the features of each account's captions. Memory holds a thousand captions' features, however many there are.</summary>
/// <param name="encoder">Gives the features.</param>
/// <param name="cache">Knows those of former runs; null for none.</param>
public sealed class CaptionAverager(CaptionEncoder encoder, CaptionCache? cache)
{
    // Many enough to find captions of like length among them.
    private const int AtOnce = 1_024;

    /// <summary>How many captions were not encoded because their features were kept.</summary>
    public int Cached { get; private set; }

    /// <summary>The mean of each account, in their order.</summary>
    /// <param name="accounts">With their captions.</param>
    /// <param name="progress">Told how many captions are done, of how many.</param>
    /// <param name="cancellationToken">Ends it; what was encoded is kept.</param>
    public IReadOnlyList<AccountFeatures> Average(
        IReadOnlyList<AccountCaptions> accounts, Action<int, int>? progress, CancellationToken cancellationToken)
    {
        var sums = accounts.Select(_ => new float[encoder.FeatureCount]).ToArray();
        var counts = new int[accounts.Count];
        var total = accounts.Sum(account => account.Captions.Count);
        var done = 0;
        var all = accounts.SelectMany((account, i) => account.Captions.Select(caption => (Account: i, Caption: caption)));
        foreach (var chunk in all.Chunk(AtOnce))
        {
            foreach (var (one, features) in chunk.Zip(FeaturesOf([.. chunk.Select(one => one.Caption)], cancellationToken)))
            {
                if (features is null)
                    continue;
                TensorPrimitives.Add(sums[one.Account], features, sums[one.Account]);
                counts[one.Account]++;
            }

            progress?.Invoke(done += chunk.Length, total);
        }

        return [.. accounts.Select((account, i) => new AccountFeatures(
            account, Mean(sums[i], counts[i]), counts[i], account.Captions.Count - counts[i]))];
    }

    private static float[]? Mean(float[] sum, int count)
    {
        if (count == 0)
            return null;
        TensorPrimitives.Divide(sum, count, sum);
        return sum;
    }

    private IReadOnlyList<float[]?> FeaturesOf(string[] captions, CancellationToken cancellationToken)
    {
        if (cache is null)
            return encoder.Encode(captions, cancellationToken);

        var features = captions.Select(cache.Find).ToArray();
        var missing = Enumerable.Range(0, captions.Length).Where(i => features[i] is null).ToArray();
        Cached += captions.Length - missing.Length;
        foreach (var (i, found) in missing.Zip(encoder.Encode([.. missing.Select(i => captions[i])], cancellationToken)))
        {
            features[i] = found;
            if (found is not null)
                cache.Keep(captions[i], found);
        }

        return features;
    }
}
