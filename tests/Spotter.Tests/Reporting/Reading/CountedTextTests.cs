using Spotter.Reporting.Reading;

namespace Spotter.Tests.Reporting.Reading;

public sealed class CountedTextTests
{
    private readonly Vocabulary _words = new();

    [Theory]
    [InlineData(null, 0, 0, 0, false)]
    [InlineData("", 0, 0, 0, false)]
    [InlineData("Clam chowder, 5 bowls!", 4, 0, 0, false)]
    [InlineData("#soup of the day #lunch", 5, 2, 0, false)]
    [InlineData("Hungry? 🥣🥣 ❤️", 1, 0, 3, true)]
    [InlineData("👍🏽", 0, 0, 1, false)]
    [InlineData("\ud83e", 0, 0, 0, false)]
    public void It_counts_words_tags_emoji_and_questions(string? text, int words, int tags, int emoji, bool asks)
    {
        var counted = new CountedText().Add(text, _words);

        Assert.Equal((words, tags, emoji, asks), (counted.Words, counted.Tags, counted.Emoji, counted.Asks));
    }

    [Fact]
    public void Words_are_told_apart_whatever_their_case_and_counted_once()
    {
        var counted = new CountedText().Add("Soup soup SOUP bread", _words).Add("Bread", _words);

        Assert.Equal(["bread", "soup"], counted.Ids.Select(_words.WordOf).Order());
        Assert.Equal(5, counted.Words);
        Assert.True(counted.Has(_words.FindId("soup")!.Value));
    }

    [Fact]
    public void A_text_of_megabytes_costs_no_more_than_a_long_one()
    {
        var counted = new CountedText().Add(string.Concat(Enumerable.Range(0, 500_000).Select(number => $"w{number} ")), _words);

        Assert.Equal((2_000, 100), (counted.Words, counted.Ids.Count));
    }
}
