using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Spotter.Captions;

/// <summary>The captions of an account that were counted, and what they say: each is encoded once.</summary>
public sealed record CaptionTally
{
    /// <summary>The model whose encoder the features are of.</summary>
    public required string Model { get; init; }

    /// <summary>Which of its files.</summary>
    public required string Version { get; init; }

    /// <summary>The sum of the captions' features: 32-bit floats, little-endian; empty before the first.</summary>
    public byte[] Sum { get; init; } = [];

    /// <summary>How many captions it is of.</summary>
    public int Captions { get; init; }

    /// <summary>How many captions say nothing, and are not in it.</summary>
    public int Wordless { get; init; }

    /// <summary>
    /// The newest of the times at which the counted posts were found, where all posts were looked through; null before. What is found later
    /// is not counted.
    /// </summary>
    public DateTimeOffset? CountedUntil { get; init; }

    /// <summary>How many posts with a caption were found until then: where another number is met, posts came in from elsewhere.</summary>
    public int Posts { get; init; }

    /// <summary>The look through the posts that has not come to its end; null where none is open.</summary>
    public CaptionLook? Look { get; init; }

    /// <summary>What the captions say; null before it is known. While they are counted anew it is what was said before.</summary>
    public KeptPrediction? Prediction { get; init; }

    /// <summary>True where all posts were looked through.</summary>
    public bool IsWhole => CountedUntil is not null && Look is null;

    /// <summary>The same with the features of more captions.</summary>
    /// <param name="features">A caption's each; null for one that says nothing.</param>
    internal CaptionTally With(IReadOnlyList<float[]?> features)
    {
        var said = features.OfType<float[]>().ToList();
        if (said.Count == 0)
            return this with { Wordless = Wordless + features.Count };

        var sum = Sum.Length == 0 ? new float[said[0].Length] : MemoryMarshal.Cast<byte, float>(Sum).ToArray();
        foreach (var one in said)
            TensorPrimitives.Add(sum, one, sum);
        return this with
        {
            Sum = MemoryMarshal.AsBytes<float>(sum).ToArray(),
            Captions = Captions + said.Count,
            Wordless = Wordless + features.Count - said.Count,
        };
    }

    /// <summary>The mean of the captions' features.</summary>
    internal AccountFeatures MeanOf(string account)
    {
        var mean = Captions == 0 ? null : MemoryMarshal.Cast<byte, float>(Sum).ToArray();
        if (mean is not null)
            TensorPrimitives.Divide(mean, Captions, mean);
        return new AccountFeatures(new AccountCaptions(account, [], null), mean, Captions, Wordless);
    }
}
