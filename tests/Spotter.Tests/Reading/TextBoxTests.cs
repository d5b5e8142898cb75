using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Spotter.Reading.Detecting;

namespace Spotter.Tests.Reading;

public sealed class TextBoxTests
{
    private const float Rounding = 0.01f;

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(-30)]
    [InlineData(44)]
    public void The_smallest_rectangle_around_a_turned_one_is_that_one(float degrees)
    {
        var turned = new TextBox(new(50, 60), WayOf(degrees), 40, 10);

        var found = TextBox.Around(ConvexHull.Of(turned.Corners));

        Assert.Equal(40, found.Width, Rounding);
        Assert.Equal(10, found.Height, Rounding);
        Assert.True(Vector2.Distance(turned.Centre, found.Centre) < Rounding);
        Assert.True(Vector2.Distance(turned.Along, found.Along) < Rounding);
    }

    [Fact]
    public void The_smallest_rectangle_holds_all_points_and_is_no_larger_than_one_turned_otherwise() =>
        Prop.ForAll<NonEmptyArray<(short X, short Y)>, short>((drawn, degrees) =>
        {
            var points = drawn.Get.Select(point => new Vector2(point.X % 500, point.Y % 500)).ToList();
            var box = TextBox.Around(ConvexHull.Of(points));
            var other = TextBox.Around(points, WayOf(degrees));
            return points.All(point => Holds(box, point)) && box.Width * box.Height <= (other.Width * other.Height) + 1;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_rectangle_of_a_picture_turned_clockwise_is_turned_back()
    {
        const float Height = 200;
        var upwards = new TextBox(new(30, 120), -Vector2.UnitY, 80, 20);

        var turned = new TextBox(new(Height - upwards.Centre.Y, upwards.Centre.X), Vector2.UnitX, 80, 20);

        Assert.Equal(upwards, turned.TurnBack(Height));
    }

    [Fact]
    public void The_smallest_rectangle_is_turned_by_45_degrees_at_most() =>
        Prop.ForAll<NonEmptyArray<(short X, short Y)>>(drawn =>
        {
            var along = TextBox.Around(ConvexHull.Of(drawn.Get.Select(point => new Vector2(point.X, point.Y)))).Along;
            return along.X >= MathF.Abs(along.Y) - Rounding;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_box_grows_by_its_area_over_its_perimeter()
    {
        var grown = new TextBox(Vector2.Zero, Vector2.UnitX, 30, 10).Grow(2);

        // 300 x 2 / 80 on each side.
        Assert.Equal((45f, 25f), (grown.Width, grown.Height));
    }

    [Fact]
    public void A_box_without_area_does_not_grow() =>
        Assert.Equal(0, new TextBox(Vector2.Zero, Vector2.UnitX, 0, 0).Grow(2).Width);

    [Fact]
    public void Corners_are_told_clockwise_from_where_the_line_begins()
    {
        var box = new TextBox(new(20, 10), Vector2.UnitX, 40, 20);

        Assert.Equal([new(0, 0), new(40, 0), new(40, 20), new(0, 20)], box.Corners);
        Assert.Equal([new(40, 20), new(0, 20), new(0, 0), new(40, 0)], box.Opposite.Corners);
    }

    [Fact]
    public void A_line_that_runs_downwards_begins_at_the_top_on_the_right()
    {
        var tall = new TextBox(new(10, 20), Vector2.UnitX, 20, 40).Quarter;

        Assert.Equal((40f, 20f), (tall.Width, tall.Height));
        Assert.Equal([new(20, 0), new(20, 40), new(0, 40), new(0, 0)], tall.Corners);
    }

    private static bool Holds(TextBox box, Vector2 point)
    {
        var from = point - box.Centre;
        return MathF.Abs(Vector2.Dot(from, box.Along)) <= (box.Width / 2) + Rounding
            && MathF.Abs(Vector2.Dot(from, box.Down)) <= (box.Height / 2) + Rounding;
    }

    private static Vector2 WayOf(float degrees) => new(MathF.Cos(degrees * MathF.PI / 180), MathF.Sin(degrees * MathF.PI / 180));
}
