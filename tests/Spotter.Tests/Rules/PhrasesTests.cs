using FsCheck;
using FsCheck.Fluent;
using Spotter.Rules;

namespace Spotter.Tests.Rules;

/// <summary>Which words are the same, exactly and with a reader's slips.</summary>
public sealed class PhrasesTests
{
    [Theory]
    [InlineData("soup", "Soup of the day", true)]
    [InlineData("soup", "soups", false)]
    [InlineData("soup", "SOUP!", true)]
    [InlineData("creme brulee", "Crème Brûlée", true)]
    [InlineData("Straße", "STRASSE", true)]
    [InlineData("ÉTÉ", "été", true)]
    [InlineData("dave", "Dave's", true)]
    [InlineData("clam chowder", "clam - chowder", true)]
    [InlineData("clam chowder", "chowder clam", false)]
    [InlineData("clam chowder", "clam and chowder", false)]
    [InlineData("5.99", "$5.99", true)]
    [InlineData("5.99", "$15.99", false)]
    [InlineData("soup|bisque", "lobster bisque", true)]
    [InlineData("汤", "今日汤面", true)]
    [InlineData("汤面", "今日汤面", true)]
    [InlineData("面汤", "今日汤面", false)]
    [InlineData("ﬁsh", "FISH", true)]
    [InlineData("chowder", "chowdr", false)]
    public void Words_are_whole_and_case_and_accents_are_ignored(string wanted, string text, bool found) =>
        Assert.Equal(found, IsIn(wanted, text, forgives: false));

    [Theory]
    [InlineData("soup", "soop", false)]
    [InlineData("board", "baard", true)]
    [InlineData("board", "boar", true)]
    [InlineData("board", "board5", false)]
    [InlineData("board", "bo4rd", false)]
    [InlineData("board", "baart", false)]
    [InlineData("chowder", "chowdre", true)]
    [InlineData("chowder", "chouder", true)]
    [InlineData("chowder", "chauder", false)]
    [InlineData("vegetable", "vegctabIe", true)]
    [InlineData("vegetable", "vagatabla", false)]
    [InlineData("12345", "12346", false)]
    [InlineData("1234567890", "1234567891", false)]
    [InlineData("5.99 combo", "5.98 combo", false)]
    [InlineData("5.99 combo", "5.99 cambo", true)]
    [InlineData("clam chowder", "CLAMCHOWDER", true)]
    [InlineData("clam chowder", "clam chow der", true)]
    [InlineData("clam chowder", "clamchowdor", true)]
    [InlineData("clam chowder", "clamchauder", false)]
    [InlineData("a board", "aboard", false)]
    [InlineData("special 2", "special2", false)]
    public void A_reader_is_forgiven_one_slip_from_five_letters_and_two_from_nine_and_none_in_digits(
        string wanted, string text, bool found) =>
        Assert.Equal(found, IsIn(wanted, text, forgives: true));

    [Fact]
    public void A_number_that_was_read_wrongly_is_never_forgiven() => Prop.ForAll(
        Gen.Choose(10_000, 999_999_999).ToArbitrary(),
        Gen.Choose(10_000, 999_999_999).ToArbitrary(),
        (one, other) => Assert.Equal(one == other, IsIn($"{one}", $"{other}", forgives: true))).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_found_exactly_is_found_with_slips_forgiven() => Prop.ForAll<NonNull<string>>(
        text => Assert.All(
            FoldedText.Of([text.Get]).Words, word => Assert.True(IsIn(word, text.Get, false) && IsIn(word, text.Get, true))))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Of_a_text_without_end_no_more_words_are_kept_than_any_has() =>
        Assert.Equal(20_000, FoldedText.Of([string.Concat(Enumerable.Repeat("a ", 30_000))]).Words.Count);

    private static bool IsIn(string wanted, string text, bool forgives) =>
        Phrases.Parse(wanted).Find(FoldedText.Of([text]), forgives).Any();
}
