using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Spotter.Reading.Detecting;
using Spotter.Reading.Ordering;

namespace Spotter.Tests.Reading;

public sealed class ReadingOrderTests
{
    [Fact]
    public void Lines_are_read_from_the_top_down() =>
        Assert.Equal(["Today", "Soup", "Salad"], Order(Line("Salad", 10, 200), Line("Today", 100, 10), Line("Soup", 10, 100)));

    [Fact]
    public void A_price_follows_its_dish() =>
        Assert.Equal(
            ["Clam chowder", "$7", "Lentil soup", "$6", "Tuna melt", "$9"],
            Order(
                Line("$9", 500, 202), Line("$6", 500, 98), Line("$7", 500, 3),
                Line("Clam chowder", 10, 0), Line("Lentil soup", 10, 100), Line("Tuna melt", 10, 200)));

    [Fact]
    public void A_column_is_read_after_the_other_and_a_heading_before_both() =>
        Assert.Equal(
            ["What we have today", "Coffee", "Espresso", "Americano", "Cakes", "Apple pie", "Lemon tart"],
            Order(
                Line("Cakes", 500, 100), Line("Apple pie", 500, 200), Line("Lemon tart", 500, 300),
                Line("What we have today", 10, 0, width: 800),
                Line("Coffee", 10, 100), Line("Espresso", 10, 200), Line("Americano", 10, 300)));

    [Theory]
    [InlineData("Nem nuong", ": 15K / cay", "Lui", ": 30K / cai")]
    [InlineData("Monday", "Minestrone", "Tuesday", "Clam chowder")]
    public void Two_by_two_are_read_row_by_row(params string[] rows) =>
        Assert.Equal(rows, Order(Line(rows[3], 500, 100), Line(rows[2], 10, 100), Line(rows[1], 500, 0), Line(rows[0], 10, 0)));

    [Fact]
    public void A_column_of_which_many_lines_begin_at_one_place_may_come_close()
    {
        string[] left = ["Soups", "Clam chowder", "Lobster bisque", "Tomato basil", "Lentil", "Minestrone"];
        string[] right = ["Burgers", "House made", "With cheese", "On a bun", "With onions", "With lettuce"];
        var page = left.Select((text, row) => Line(text, 10, 50 * row, width: row % 2 == 0 ? 290 : 200))
            .Concat(right.Select((text, row) => Line(text, 320, 50 * row, width: 180 + (20 * row))))
            .OrderBy(line => line.Box.Centre.Y);

        Assert.Equal([.. left, .. right], Order([.. page]));
    }

    [Fact]
    public void Parts_of_a_line_that_stand_close_become_one()
    {
        var found = ReadingOrder.Of([Line("chowder", 165, 2), Line("Clam", 10, 0)]);

        var line = Assert.Single(found);
        Assert.Equal("Clam chowder", line.Text);
        Assert.Equal((305f, 42f), (line.Box.Width, line.Box.Height));
    }

    [Theory]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    [InlineData(12)]
    public void A_page_that_is_turned_is_read_as_it_stands_upright(float degrees)
    {
        FoundLine[] page =
        [
            Line("$9", 500, 200), Line("$6", 500, 100), Line("$7", 500, 0),
            Line("Clam chowder", 10, 0), Line("Lentil soup", 10, 100), Line("Tuna melt", 10, 200),
        ];

        Assert.Equal(Order(page), Order([.. page.Select(line => Turn(line, degrees))]));
    }

    [Fact]
    public void No_word_is_lost_and_none_comes_twice() =>
        Prop.ForAll<(byte X, byte Y, bool Long)[]>(places =>
        {
            var lines = places.Select((place, number) => Line($"word{number}", place.X * 4, place.Y * 4, place.Long ? 400 : 100)).ToArray();
            var words = Order(lines).SelectMany(line => line.Split(' ')).Order(StringComparer.Ordinal);
            return words.SequenceEqual(lines.Select(line => line.Text).Order(StringComparer.Ordinal));
        }).QuickCheckThrowOnFailure();

    private static IEnumerable<string> Order(params FoundLine[] lines) => ReadingOrder.Of(lines).Select(line => line.Text);

    private static FoundLine Line(string text, float left, float top, float width = 150) =>
        new(new TextBox(new(left + (width / 2), top + 20), Vector2.UnitX, width, 40), text, 0.9f);

    private static FoundLine Turn(FoundLine line, float degrees)
    {
        var turn = Matrix3x2.CreateRotation(degrees * MathF.PI / 180);
        var box = line.Box with { Centre = Vector2.Transform(line.Box.Centre, turn), Along = Vector2.Transform(line.Box.Along, turn) };
        return line with { Box = box };
    }
}
