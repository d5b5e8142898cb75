using System.Buffers.Binary;
using System.Security.Cryptography;
using Spotter.Learning.Requests;

namespace Spotter.Learning.Features;

/// <summary>One changed copy: which part of the picture it shows, how it lies and how bright it is.</summary>
/// <param name="Left">Where the part begins, as a share of the width.</param>
/// <param name="Top">Where the part begins, as a share of the height.</param>
/// <param name="Width">The part's width, as a share; above 1 it reaches beyond the picture.</param>
/// <param name="Height">The part's height, as a share.</param>
/// <param name="Mirrored">Left and right change places.</param>
/// <param name="Brightness">1 changes nothing.</param>
internal sealed record PictureChange(double Left, double Top, double Width, double Height, bool Mirrored, double Brightness)
{
    /// <summary>A change that depends on the picture, the copy and the seed, and on nothing else.</summary>
    public static PictureChange Of(Augmentation augmentation, byte[] pictureHash, int copy, int seed)
    {
        var random = new Random(Mix(pictureHash, copy, seed));
        // Every number is drawn whether it is used or not, so that one option does not change what another does.
        var (first, second, third, fourth) = (random.NextDouble(), random.NextDouble(), random.NextDouble(), random.NextDouble());
        var (zoom, light) = (Between(0.8, 1.25, random.NextDouble()), Between(0.7, 1.4, random.NextDouble()));

        var width = augmentation.Crop ? 0.75 + (0.25 * first) : 1;
        var height = augmentation.Crop ? 0.75 + (0.25 * second) : 1;
        var (left, top) = ((1 - width) * third, (1 - height) * fourth);
        var scale = augmentation.Scale ? zoom : 1;
        return new PictureChange(
            left + (width * (1 - scale) / 2), top + (height * (1 - scale) / 2), width * scale, height * scale,
            augmentation.Flip && copy % 2 == 0, augmentation.Brightness ? light : 1);
    }

    /// <summary>The changed picture, in the same size.</summary>
    /// <param name="rgb">Rows from the top; red, green, blue.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    public byte[] Apply(ReadOnlySpan<byte> rgb, int width, int height)
    {
        var changed = new byte[rgb.Length];
        for (var y = 0; y < height; y++)
        {
            var (above, below, down) = Place(Top + (Height * (y + 0.5) / height), height);
            for (var x = 0; x < width; x++)
            {
                var along = (x + 0.5) / width;
                var (before, behind, right) = Place(Left + (Width * (Mirrored ? 1 - along : along)), width);
                for (var channel = 0; channel < 3; channel++)
                {
                    var upper = Mix(
                        rgb[(((above * width) + before) * 3) + channel], rgb[(((above * width) + behind) * 3) + channel], right);
                    var lower = Mix(
                        rgb[(((below * width) + before) * 3) + channel], rgb[(((below * width) + behind) * 3) + channel], right);
                    changed[(((y * width) + x) * 3) + channel] = (byte)Math.Clamp(Math.Round(Mix(upper, lower, down) * Brightness), 0, 255);
                }
            }
        }

        return changed;
    }

    private static double Mix(double one, double other, double share) => one + ((other - one) * share);

    // Factors are drawn evenly in their logarithm: half as bright is as far as twice as bright.
    private static double Between(double low, double high, double share) => low * Math.Pow(high / low, share);

    // The two samples beside a place and the share of the second; beyond an edge the picture is mirrored.
    private static (int First, int Second, double Share) Place(double share, int length)
    {
        var at = (share * length) - 0.5;
        var floor = (int)Math.Floor(at);
        return (Reflect(floor, length), Reflect(floor + 1, length), at - floor);
    }

    private static int Reflect(int index, int length)
    {
        if (index < 0)
            index = -1 - index;
        return Math.Clamp(index < length ? index : (2 * length) - 1 - index, 0, length - 1);
    }

    private static int Mix(byte[] hash, int copy, int seed)
    {
        var keyed = new byte[hash.Length + (2 * sizeof(int))];
        hash.CopyTo(keyed, 0);
        BinaryPrimitives.WriteInt32LittleEndian(keyed.AsSpan(hash.Length), copy);
        BinaryPrimitives.WriteInt32LittleEndian(keyed.AsSpan(hash.Length + sizeof(int)), seed);
        return BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(keyed));
    }
}
