using System.Numerics;
using System.Numerics.Tensors;

namespace Spotter.Reading.Detecting;

/// <summary>How probably each pixel of a picture is one of text, 0 to 1.</summary>
/// <param name="probabilities">Rows from the top.</param>
/// <param name="width">In pixels.</param>
/// <param name="height">In pixels.</param>
internal sealed class TextMap(float[] probabilities, int width, int height)
{
    private const float Flat = 1e-6f;

    public int Width => width;

    public int Height => height;

    public ReadOnlySpan<float> Row(int row) => probabilities.AsSpan(row * width, width);

    /// <summary>The mean of the pixels whose centres are in a box; 0 where there are none.</summary>
    public float MeanIn(TextBox box)
    {
        var corners = box.Corners;
        var first = Math.Max(0, (int)MathF.Floor(corners.Min(corner => corner.Y)));
        var last = Math.Min(height - 1, (int)MathF.Ceiling(corners.Max(corner => corner.Y)));
        var (sum, count) = (0.0, 0);
        for (var row = first; row <= last; row++)
        {
            var (from, to) = Across(box, row + 0.5f);
            var (start, end) = (Math.Max(0, (int)MathF.Ceiling(from - 0.5f)), Math.Min(width, (int)MathF.Floor(to - 0.5f) + 1));
            if (start >= end)
                continue;

            sum += TensorPrimitives.Sum(Row(row)[start..end]);
            count += end - start;
        }

        return count == 0 ? 0 : (float)(sum / count);
    }

    // Where a box begins and ends in a row.
    private (float From, float To) Across(TextBox box, float y)
    {
        var (from, to) = (0f, (float)width);
        Narrow(box, box.Along, box.Width / 2, y, ref from, ref to);
        Narrow(box, box.Down, box.Height / 2, y, ref from, ref to);
        return (from, to);
    }

    // Keeps the x that are at most so far from the centre, along a side of the box.
    private static void Narrow(TextBox box, Vector2 side, float most, float y, ref float from, ref float to)
    {
        var rest = (y - box.Centre.Y) * side.Y;
        if (MathF.Abs(side.X) < Flat)
        {
            if (MathF.Abs(rest) > most)
                to = from;
            return;
        }

        var (a, b) = (box.Centre.X + ((-most - rest) / side.X), box.Centre.X + ((most - rest) / side.X));
        from = MathF.Max(from, MathF.Min(a, b));
        to = MathF.Min(to, MathF.Max(a, b));
    }
}
