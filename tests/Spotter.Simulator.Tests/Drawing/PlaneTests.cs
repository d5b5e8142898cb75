using FsCheck;
using FsCheck.Fluent;
using Spotter.Simulator.Drawing;

namespace Spotter.Simulator.Tests.Drawing;

public class PlaneTests
{
    [Fact]
    public void A_plane_takes_its_corners_to_where_they_are_seen()
    {
        Spot[] corners = [new(10, 20), new(200, 5), new(230, 180), new(0, 140)];
        var plane = new Plane(100, 50, corners);

        Spot[] seen = [plane.Map(new(0, 0)), plane.Map(new(100, 0)), plane.Map(new(100, 50)), plane.Map(new(0, 50))];

        foreach (var (expected, actual) in corners.Zip(seen))
            Assert.True(Math.Abs(expected.X - actual.X) + Math.Abs(expected.Y - actual.Y) < 1e-6);
    }

    [Fact]
    public void Straight_lines_stay_straight() =>
        Prop.ForAll<byte, byte>((x, y) =>
        {
            var plane = new Plane(255, 255, [new(10, 20), new(200, 5), new(230, 180), new(0, 140)]);
            var (a, b, c) = (plane.Map(new(0, 0)), plane.Map(new(x / 2.0, y / 2.0)), plane.Map(new(x, y)));
            return Math.Abs(((b.X - a.X) * (c.Y - a.Y)) - ((c.X - a.X) * (b.Y - a.Y))) < 1e-6;
        }).QuickCheckThrowOnFailure();
}
