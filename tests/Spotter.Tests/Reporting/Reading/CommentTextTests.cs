using Spotter.Reporting.Reading;

namespace Spotter.Tests.Reporting.Reading;

public sealed class CommentTextTests
{
    [Theory]
    [InlineData("Great soup!", "great soup")]
    [InlineData("I don\u2019t know, l'eau est chaude", "i don't know l'eau est chaude")]
    [InlineData("@dave look: https://example.com/soup?x=1 #lunch2go", "look lunch2go")]
    [InlineData("Cafe\u0301 'quoted' 12 3pm", "cafe\u0301 quoted 3pm")]
    [InlineData("Привет, мир", "привет мир")]
    [InlineData("안녕하세요 여러분", "안녕하세요 여러분")]
    [InlineData("美味しいスープ", "")]
    [InlineData("อร่อยมาก", "")]
    [InlineData("\uD800 @", "")]
    [InlineData("", "")]
    public void Words_are_runs_of_letters_without_names_and_addresses(string text, string words) =>
        Assert.Equal(words, string.Join(' ', CommentText.Read(text).Words));

    [Theory]
    [InlineData("👍🏽👍🏽 👍", "👍🏽 👍")]
    [InlineData("👨\u200D👩\u200D👧\u200D👦", "👨\u200D👩\u200D👧\u200D👦")]
    [InlineData("🇧🇷🇫🇷", "🇧🇷 🇫🇷")]
    [InlineData("❤ ❤\uFE0F", "❤\uFE0F")]
    [InlineData("☀☎\uFE0F ☎ ✨", "☀\uFE0F ☎\uFE0F ✨\uFE0F")]
    [InlineData("1\uFE0F\u20E3 1 ™ © →", "1\uFE0F\u20E3")]
    [InlineData("❤\uFE0E 🏽", "")]
    public void Emoji_are_counted_whole_and_each_once(string text, string emoji) =>
        Assert.Equal(emoji, string.Join(' ', CommentText.Read(text).Emoji));

    [Fact]
    public void Nothing_that_a_stranger_writes_takes_long()
    {
        var words = string.Join(' ', Enumerable.Range(0, 5_000).Select(number => $"word{number}"));

        Assert.Equal(300, CommentText.Read(words).Words.Count);
        Assert.Empty(CommentText.Read(new string('a', 5_000)).Words);
    }
}
