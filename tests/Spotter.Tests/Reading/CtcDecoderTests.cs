using Spotter.Reading.Recognising;

namespace Spotter.Tests.Reading;

public sealed class CtcDecoderTests
{
    private const string Letters = "abc ";

    private readonly CtcDecoder _decoder = new([.. Letters.Select(letter => $"{letter}")]);

    [Theory]
    [InlineData("-a-b-", "ab")]
    [InlineData("aaabbb", "ab")]
    [InlineData("aa-aa", "aa")]
    [InlineData("a- -b", "a b")]
    [InlineData(" a  ", "a")]
    [InlineData("-----", "")]
    [InlineData("", "")]
    public void Repeated_letters_are_one_and_blanks_are_none(string steps, string text) =>
        Assert.Equal(text, Decode(steps, 0.9f).Text);

    [Fact]
    public void Confidence_is_the_mean_of_the_letters_and_blanks_do_not_count()
    {
        float[] steps = [.. Step('a', 0.9f), .. Step('-', 0.5f), .. Step('b', 0.7f), .. Step('b', 0.3f)];

        Assert.Equal(0.8f, _decoder.Decode(steps).Confidence, 1e-6f);
    }

    [Theory]
    [InlineData(0.2f, "a b")]
    [InlineData(0.05f, "ab")]
    public void A_space_that_is_possible_between_two_letters_is_taken_and_does_not_count(float probability, string text)
    {
        float[] between = [.. Step('-', 0.6f)];
        between[^1] = probability;

        var line = _decoder.Decode([.. Step('a', 0.9f), .. between, .. Step('b', 0.7f)]);

        Assert.Equal(text, line.Text);
        Assert.Equal(0.8f, line.Confidence, 1e-6f);
    }

    [Fact]
    public void Where_nothing_is_read_there_is_no_confidence() => Assert.Equal(0, Decode("---", 1).Confidence);

    [Fact]
    public void Wide_forms_are_read_as_the_usual_ones() =>
        Assert.Equal("(5:30)", new CtcDecoder(["（", "５", "：", "３", "０", "）"]).Decode(
            [.. Enumerable.Range(1, 6).SelectMany(one => Enumerable.Range(0, 7).Select(other => one == other ? 1f : 0f))]).Text);

    private LineText Decode(string steps, float probability) => _decoder.Decode([.. steps.SelectMany(step => Step(step, probability))]);

    private static IEnumerable<float> Step(char letter, float probability) =>
        Enumerable.Range(0, Letters.Length + 1).Select(
            @class => @class == Letters.IndexOf(letter, StringComparison.Ordinal) + 1 ? probability : 0);
}
