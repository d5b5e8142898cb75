using Spotter.Models;
using Spotter.Pictures;
using Spotter.Reading;

namespace Spotter.Tests.Reading;

public class WordFiguresTests
{
    private const int Prices = 2;
    private const int Priced = 3;
    private const int Numbered = 4;
    private const int Covered = 5;
    private const int Extent = 6;
    private const int Confidence = 7;
    private const int Spread = 9;
    private const int Digits = 10;
    private const int Aligned = 12;

    [Fact]
    public void Nothing_written_is_nothing_measured() =>
        Assert.Equal(new float[ModelWords.FigureCount], WordFigures.Of(new PictureWords("reader", [])));

    [Theory]
    [InlineData("Clam chowder 4.50")]
    [InlineData("Bisque $7")]
    [InlineData("Suppe 4,50 €")]
    [InlineData("£ 12")]
    [InlineData("Soup 6.95 *")]
    [InlineData("Bún chả 35.000")]
    [InlineData("1.250.000")]
    [InlineData("Trà đá 15k")]
    [InlineData("8k-10K")]
    [InlineData("Bibimbap 9.5")]
    [InlineData("Brötchen 2,-")]
    [InlineData("Suppe 45 kr.")]
    [InlineData("拉面 18元")]
    [InlineData("₩ 9.000")]
    public void A_line_may_end_like_a_price(string text) => Assert.Equal(1, Of(text)[Priced]);

    [Theory]
    [InlineData("Opening hours 8.30-17")]
    [InlineData("12:45")]
    [InlineData("Wifi soup4you")]
    [InlineData("Tel. 555 1234567")]
    [InlineData("4.50 a bowl")]
    [InlineData("Since 1987")]
    [InlineData("27/11.2")]
    [InlineData("10 krokets")]
    [InlineData("192.168.1.20")]
    [InlineData("since 1987-")]
    public void Other_numbers_are_no_prices(string text)
    {
        Assert.Equal(0, Of(text)[Priced]);
        Assert.Equal(0, Of(text)[Numbered]);
    }

    [Fact]
    public void A_whole_number_is_counted_by_itself()
    {
        var figures = Of("Lentil soup 7", "Bread", "850", "Egg salad");

        Assert.Equal(0, figures[Prices]);
        Assert.Equal(0.5f, figures[Numbered]);
    }

    [Fact]
    public void Formulas_are_as_documented()
    {
        var figures = WordFigures.Of(new PictureWords("reader",
        [
            Line("Today", 0.9f, 0.1f, 0.1f, 0.2f, 0.1f),
            Line("Bisque 6.50", 0.6f, 0.1f, 0.3f, 0.4f, 0.1f),
        ]));

        Assert.Equal(MathF.Log(1 + 14) / MathF.Log(1_001), figures[0], 1e-5);
        Assert.Equal(MathF.Log(3) / MathF.Log(101), figures[1], 1e-5);
        Assert.Equal(MathF.Log(2) / MathF.Log(31), figures[Prices], 1e-5);
        Assert.Equal(0.06f, figures[Covered], 1e-5);
        Assert.Equal(0.4f * 0.3f, figures[Extent], 1e-5);
        Assert.Equal(((5 * 0.9f) + (9 * 0.6f)) / 14, figures[Confidence], 1e-5);
        Assert.Equal(2 * MathF.Sqrt(0.1f), figures[8], 1e-5);
        Assert.Equal(0, figures[Spread], 1e-5);
        Assert.Equal(3f / 14, figures[Digits], 1e-5);
        Assert.Equal(14 / 80f, figures[11], 1e-5);
        Assert.Equal(1, figures[Aligned], 1e-5);
    }

    [Fact]
    public void Whatever_was_read_the_figures_are_bounded()
    {
        var corners = new[] { new PicturePoint(0, 0), new(1, 0), new(1, 1), new(0, 1) };
        var odd = Enumerable.Range(0, 10_000).Select(n => new WordLine(
            new string('9', n % 700) + "€", n % 2 == 0 ? float.NaN : 1, n % 3 == 0 ? [.. corners.Select(_ => corners[0])] : corners));

        var figures = WordFigures.Of(new PictureWords("reader", [.. odd]));

        Assert.Equal(ModelWords.FigureCount, figures.Length);
        Assert.All(figures, figure => Assert.InRange(figure, 0, 1));
    }

    private static float[] Of(params string[] texts) =>
        WordFigures.Of(new PictureWords("reader", [.. texts.Select((text, n) => Line(text, 1, 0.1f, 0.1f * (n + 1), 0.5f, 0.05f))]));

    private static WordLine Line(string text, float confidence, float left, float top, float width, float height) => new(
        text, confidence, [new(left, top), new(left + width, top), new(left + width, top + height), new(left, top + height)]);
}
