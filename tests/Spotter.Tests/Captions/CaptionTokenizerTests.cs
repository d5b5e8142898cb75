using Spotter.Captions;
using Spotter.Contracts;

namespace Spotter.Tests.Captions;

public sealed class CaptionTokenizerTests
{
    [SkippableTheory]
    [InlineData("Hello, World!", "[CLS] hello , world ! [SEP]")]
    [InlineData("Naïve café #soupoftheday", "[CLS] naive cafe # soup ##oft ##hed ##ay [SEP]")]
    [InlineData("one\n\ttwo\u00a0three", "[CLS] one two three [SEP]")]
    [InlineData("soup \ud83c today", "[CLS] soup today [SEP]")]
    [InlineData("soup 🍲 today", "[CLS] soup [UNK] today [SEP]")]
    [InlineData("$4.50 a+b 汤a", "[CLS] $ 4 . 50 a + b [UNK] a [SEP]")]
    public void Captions_become_the_tokens_of_bert(string caption, string expected)
    {
        var file = TestData.Require("models", "bert-dummy", "bert-base-uncased-vocab.txt");
        var vocabulary = File.ReadAllLines(file);

        var ids = CaptionTokenizer.Load(File.ReadAllBytes(file), lowerCase: true).Tokenize(caption, 64)!;

        Assert.Equal(expected, string.Join(' ', ids.Select(id => vocabulary[id])));
    }

    [Fact]
    public void A_long_caption_is_cut_and_keeps_its_end_mark()
    {
        var tokenizer = CaptionTokenizer.Load(SmallBert.Vocabulary, lowerCase: true);

        var ids = tokenizer.Tokenize(string.Concat(Enumerable.Repeat("soup today ", 10_000)), 18)!;

        Assert.Equal(18, ids.Length);
        Assert.Equal(3, ids[^1]);
    }

    [Theory]
    [InlineData("🍲🍲🍲")]
    [InlineData("суп дня")]
    [InlineData("\ud83c")]
    [InlineData("")]
    public void A_caption_without_a_known_word_says_nothing(string caption) =>
        Assert.Null(CaptionTokenizer.Load(SmallBert.Vocabulary, lowerCase: true).Tokenize(caption, 64));
}
