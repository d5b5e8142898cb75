using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Spotter.Reading.Detecting;

namespace Spotter.Tests.Reading;

public sealed class TextRegionsTests
{
    [Fact]
    public void Pixels_that_touch_are_one_region_by_a_corner_too()
    {
        var map = Map(
            "##....",
            "..#...",
            "...##.",
            "......",
            "#....#");

        Assert.Equal([5, 1, 1], Find(map).Select(region => region.Pixels));
    }

    [Fact]
    public void Branches_that_meet_further_down_are_one_region() =>
        Assert.Equal([11], Find(Map(
            "#.#.#",
            "#.#.#",
            "#####")).Select(region => region.Pixels));

    [Fact]
    public void The_outline_of_a_region_goes_around_its_pixels()
    {
        var box = TextBox.Around(ConvexHull.Of(Find(Map(
            ".....",
            ".###.",
            ".###.",
            ".....")).Single().Ends()));

        Assert.Equal((3f, 2f, new Vector2(2.5f, 2)), (box.Width, box.Height, box.Centre));
    }

    [Fact]
    public void What_is_too_small_is_left_out_and_of_many_the_largest_are_kept()
    {
        var map = Map(
            "####.##.#",
            ".........",
            "###......");

        Assert.Equal([4, 3], TextRegions.Find(map, 0.5f, leastPixels: 2, most: 2).Select(region => region.Pixels));
    }

    [Fact]
    public void Ten_thousand_specks_are_no_more_than_are_asked_for()
    {
        var specks = new float[200 * 200];
        for (var at = 0; at < specks.Length; at++)
            specks[at] = (at % 200 % 2) + (at / 200 % 2) == 0 ? 1 : 0;

        Assert.Equal(500, TextRegions.Find(new TextMap(specks, 200, 200), 0.5f, 1, most: 500).Count);
    }

    [Fact]
    public void Every_pixel_of_text_is_in_one_region() =>
        Prop.ForAll<bool[]>(pixels =>
        {
            const int Width = 7;
            var height = pixels.Length / Width;
            var map = new TextMap([.. pixels.Take(Width * height).Select(text => text ? 1f : 0f)], Width, height);
            return Find(map).Sum(region => region.Pixels) == pixels.Take(Width * height).Count(text => text);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_mean_in_a_box_is_that_of_the_pixels_in_it()
    {
        var map = Map(
            "......",
            ".##...",
            ".##...",
            "......");

        Assert.Equal(1, map.MeanIn(new TextBox(new(2, 2), Vector2.UnitX, 2, 2)));
        Assert.Equal(0.5f, map.MeanIn(new TextBox(new(3, 2), Vector2.UnitX, 4, 2)));
        Assert.Equal(1, map.MeanIn(new TextBox(new(2, 2), Vector2.Normalize(Vector2.One), 1.8f, 1.8f)));
        Assert.Equal(0, map.MeanIn(new TextBox(new(-20, 2), Vector2.UnitX, 4, 2)));
    }

    private static IReadOnlyList<TextRegion> Find(TextMap map) => TextRegions.Find(map, 0.5f, leastPixels: 1, most: 100);

    private static TextMap Map(params string[] rows) =>
        new([.. rows.SelectMany(row => row).Select(pixel => pixel == '#' ? 1f : 0f)], rows[0].Length, rows.Length);
}
