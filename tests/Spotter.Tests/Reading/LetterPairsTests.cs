using Spotter.Reading;

namespace Spotter.Tests.Reading;

public sealed class LetterPairsTests
{
    [Theory]
    [InlineData("Soup of the day")]
    [InlineData("Pommes de terre")]
    [InlineData("Insalata mista")]
    [InlineData("GRILLED CHEESE")]
    public void Languages_have_likely_pairs(string text) => Assert.InRange(LetterPairs.ExcessOf(text), float.NegativeInfinity, 1);

    [Theory]
    [InlineData("fwph qwniun")]
    [InlineData("XIeb HOMaHHHH")]
    [InlineData("nUDnx bDIx")]
    public void Letters_of_another_script_have_not(string text) =>
        Assert.InRange(LetterPairs.ExcessOf(text), 5, float.PositiveInfinity);

    [Fact]
    public void Accents_count_for_nothing() =>
        Assert.Equal(LetterPairs.ExcessOf("Creme brulee"), LetterPairs.ExcessOf("Cr\u00e8me br\u00fbl\u00e9e"));

    [Theory]
    [InlineData("")]
    [InlineData("12.50")]
    [InlineData("\u4eca\u65e5")]
    public void Without_Latin_letters_there_is_nothing_to_tell(string text) => Assert.Equal(0, LetterPairs.ExcessOf(text));
}
