using System.Numerics;

namespace Spotter.Reading.Detecting;

/// <summary>Pixels of text that touch each other, by a corner at least.</summary>
/// <param name="top">Its first row.</param>
/// <param name="rows">How many rows it has.</param>
internal sealed class TextRegion(int top, int rows)
{
    private readonly int[] _left = [.. Enumerable.Repeat(int.MaxValue, rows)];
    private readonly int[] _right = new int[rows];

    /// <summary>How many pixels it has.</summary>
    public int Pixels { get; private set; }

    /// <summary>Adds a part of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="start">Its first pixel.</param>
    /// <param name="end">The one after its last.</param>
    public void Add(int row, int start, int end)
    {
        Pixels += end - start;
        _left[row - top] = Math.Min(_left[row - top], start);
        _right[row - top] = Math.Max(_right[row - top], end);
    }

    /// <summary>The corners of its pixels that may be corners of its outline.</summary>
    public IEnumerable<Vector2> Ends()
    {
        for (var edge = 0; edge <= rows; edge++)
        {
            var (above, below) = (Math.Max(0, edge - 1), Math.Min(rows - 1, edge));
            yield return new(Math.Min(_left[above], _left[below]), top + edge);
            yield return new(Math.Max(_right[above], _right[below]), top + edge);
        }
    }
}
