using System.Numerics;

namespace Spotter.Reading.Detecting;

/// <summary>The smallest convex outline of points (Andrew's monotone chain).</summary>
internal static class ConvexHull
{
    /// <returns>The corners in turn, without those on a straight line; all there are where fewer than three differ.</returns>
    public static List<Vector2> Of(IEnumerable<Vector2> points)
    {
        var sorted = points.Distinct().OrderBy(point => point.X).ThenBy(point => point.Y).ToList();
        if (sorted.Count < 3)
            return sorted;

        var hull = new List<Vector2>(sorted.Count);
        Walk(sorted, hull);
        sorted.Reverse();
        Walk(sorted, hull);
        return hull;
    }

    // Half way round; the last point is the first of the other half.
    private static void Walk(List<Vector2> points, List<Vector2> hull)
    {
        var start = hull.Count;
        foreach (var point in points)
        {
            while (hull.Count >= start + 2 && Cross(hull[^2], hull[^1], point) <= 0)
                hull.RemoveAt(hull.Count - 1);
            hull.Add(point);
        }

        hull.RemoveAt(hull.Count - 1);
    }

    private static float Cross(Vector2 from, Vector2 a, Vector2 b) =>
        ((a.X - from.X) * (b.Y - from.Y)) - ((a.Y - from.Y) * (b.X - from.X));
}
