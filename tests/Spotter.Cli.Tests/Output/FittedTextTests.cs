using Spotter.Cli.Output;

namespace Spotter.Cli.Tests.Output;

public sealed class FittedTextTests
{
    [Theory]
    [InlineData("", 10, new[] { "" })]
    [InlineData("soup of the day", 10, new[] { "soup of", "the day" })]
    [InlineData("folder:/a/very/long/path", 10, new[] { "folder:/a/", "very/long/", "path" })]
    [InlineData("今日のスープ", 6, new[] { "今日の", "スープ" })]
    public void A_text_is_broken_between_words_and_within_long_ones(string text, int width, string[] lines) =>
        Assert.Equal(lines, FittedText.Wrap(text, width));

    [Fact]
    public void The_widest_columns_give_way_until_all_fit()
    {
        IReadOnlyList<string>[] rows = [["ACCOUNT", "NEXT SCAN"], [new string('a', 90), "2026-11-26 10:00"]];

        var widths = FittedText.FitColumns(rows, 80);

        Assert.Equal([62, 16], widths);
        Assert.Equal([$"{new string('a', 62)}  2026-11-26 10:00", new string('a', 28)], FittedText.Row(rows[1], widths));
    }
}
