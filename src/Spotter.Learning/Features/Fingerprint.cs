using System.Numerics;
using System.Runtime.InteropServices;

namespace Spotter.Learning.Features;

/// <summary>
/// A picture made tiny, 16 x 16 in three colours, to find the same photograph under other bytes: saved again, in another size or format.
/// </summary>
internal static class Fingerprint
{
    /// <summary>In bytes.</summary>
    public const int Length = Side * Side * 3;

    private const int Side = 16;

    /// <summary>The mean colour of every cell of a grid.</summary>
    /// <param name="rgb">Rows from the top; red, green, blue.</param>
    /// <param name="width">In pixels; 16 or more.</param>
    /// <param name="height">In pixels; 16 or more.</param>
    public static byte[] Of(ReadOnlySpan<byte> rgb, int width, int height)
    {
        var fingerprint = new byte[Length];
        for (var row = 0; row < Side; row++)
            for (var column = 0; column < Side; column++)
                MeanColour(
                    rgb,
                    width,
                    Edge(column, width),
                    Edge(column + 1, width),
                    Edge(row, height),
                    Edge(row + 1, height),
                    fingerprint.AsSpan(((row * Side) + column) * 3, 3)
                );
        return fingerprint;
    }

    /// <summary>How far two fingerprints lie apart: the sum of the differences of all bytes, 0 to 255 x <see cref="Length"/>.</summary>
    public static int Distance(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var ones = MemoryMarshal.Cast<byte, Vector<byte>>(one);
        var others = MemoryMarshal.Cast<byte, Vector<byte>>(other);
        var sum = Vector<uint>.Zero;
        for (var i = 0; i < ones.Length; i++)
        {
            Vector.Widen(Vector.Max(ones[i], others[i]) - Vector.Min(ones[i], others[i]), out var low, out var high);
            Vector.Widen(low + high, out var lower, out var higher);
            sum += lower + higher;
        }

        return (int)Vector.Sum(sum);
    }

    private static int Edge(int cell, int pixels) => cell * pixels / Side;

    private static void MeanColour(ReadOnlySpan<byte> rgb, int width, int left, int right, int top, int bottom, Span<byte> colour)
    {
        var (red, green, blue) = (0, 0, 0);
        for (var y = top; y < bottom; y++)
        {
            var row = rgb[(((y * width) + left) * 3)..(((y * width) + right) * 3)];
            for (var i = 0; i + 2 < row.Length; i += 3)
            {
                red += row[i];
                green += row[i + 1];
                blue += row[i + 2];
            }
        }

        var pixels = Math.Max(1, (right - left) * (bottom - top));
        colour[0] = (byte)(red / pixels);
        colour[1] = (byte)(green / pixels);
        colour[2] = (byte)(blue / pixels);
    }
}
