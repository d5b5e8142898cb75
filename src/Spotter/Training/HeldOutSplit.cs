using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Spotter.Training;

/// <summary>Holds out a fifth of each label's pictures, chosen by their bytes: the same pictures and seed give the same split, whatever their names.</summary>
internal static class HeldOutSplit
{
    private const int Share = 5;

    /// <summary>Splits items that each have a label and a hash; both lists are in the order of a keyed hash, which tells nothing of the label.</summary>
    public static (List<T> Training, List<T> HeldOut) Split<T>(IEnumerable<T> items, Func<T, TrainingPicture> pictureOf, int seed)
    {
        List<T> training = [], heldOut = [];
        var shuffled = items.OrderBy(item => Key(pictureOf(item).Hash, seed), StringComparer.Ordinal);
        foreach (var label in shuffled.GroupBy(item => pictureOf(item).Label).OrderBy(group => group.Key))
        {
            var pictures = label.ToList();
            var count = Math.Max(1, pictures.Count / Share);
            heldOut.AddRange(pictures[..count]);
            training.AddRange(pictures[count..]);
        }

        return (training, heldOut);
    }

    private static string Key(byte[] hash, int seed)
    {
        var keyed = new byte[hash.Length + sizeof(int)];
        hash.CopyTo(keyed, 0);
        BinaryPrimitives.WriteInt32LittleEndian(keyed.AsSpan(hash.Length), seed);
        return Convert.ToHexString(SHA256.HashData(keyed));
    }
}
