using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Spotter.Reading.Detecting;

namespace Spotter.Tests.Reading;

public sealed class ConvexHullTests
{
    [Fact]
    public void The_outline_of_a_square_is_its_corners()
    {
        Vector2[] points = [new(0, 0), new(2, 0), new(1, 1), new(2, 2), new(0, 2), new(1, 0), new(0, 1)];

        Assert.Equal([new(0, 0), new(2, 0), new(2, 2), new(0, 2)], ConvexHull.Of(points));
    }

    [Fact]
    public void A_point_is_its_own_outline_and_so_are_two() =>
        Assert.Equal((1, 2), (ConvexHull.Of([new(3, 4), new(3, 4)]).Count, ConvexHull.Of([new(3, 4), new(5, 4), new(3, 4)]).Count));

    [Fact]
    public void Points_on_a_line_have_its_ends_for_an_outline() =>
        Assert.Equal([new(0, 0), new(3, 3)], ConvexHull.Of([new(1, 1), new(3, 3), new(0, 0), new(2, 2)]));

    [Fact]
    public void No_point_lies_outside() =>
        Prop.ForAll<(short X, short Y)[]>(drawn =>
        {
            var points = drawn.Select(point => new Vector2(point.X % 500, point.Y % 500)).ToList();
            var hull = ConvexHull.Of(points);
            return hull.Count < 3 || points.All(point => IsInside(hull, point));
        }).QuickCheckThrowOnFailure();

    private static bool IsInside(List<Vector2> hull, Vector2 point) =>
        Enumerable.Range(0, hull.Count).All(corner =>
        {
            var (side, to) = (hull[(corner + 1) % hull.Count] - hull[corner], point - hull[corner]);
            return (side.X * to.Y) - (side.Y * to.X) >= 0;
        });
}
