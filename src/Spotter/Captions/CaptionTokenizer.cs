using System.Text;
using Microsoft.ML.Tokenizers;
using Spotter.Models;

namespace Spotter.Captions;

/// <summary>Cuts captions into the tokens of a BERT vocabulary.</summary>
public sealed class CaptionTokenizer
{
    // A word that is longer than this is one unknown token, so that a caption of so many letters a token is never cut too early.
    private const int LettersPerToken = 200;

    private static readonly string[] Special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    private readonly BertTokenizer _tokenizer;

    private CaptionTokenizer(BertTokenizer tokenizer, int count) => (_tokenizer, Count) = (tokenizer, count);

    /// <summary>How many tokens the vocabulary has.</summary>
    public int Count { get; }

    /// <summary>The token that fills rows.</summary>
    public int Padding => _tokenizer.PaddingTokenId;

    /// <param name="vocabulary">UTF-8, a token a line.</param>
    /// <param name="lowerCase">True where it knows small letters without accents only.</param>
    /// <exception cref="ModelException">It lacks a token that every BERT has.</exception>
    public static CaptionTokenizer Load(byte[] vocabulary, bool lowerCase)
    {
        var tokens = Encoding.UTF8.GetString(vocabulary).TrimEnd().Split('\n');
        var known = tokens.Select(token => token.Trim()).ToHashSet(StringComparer.Ordinal);
        if (Special.FirstOrDefault(token => !known.Contains(token)) is { } missing)
            throw new ModelException(
                $"The vocabulary has no token {missing}: it is none of BERT. Take the vocab.txt that the encoder came with.");

        using var stream = new MemoryStream(vocabulary);
        var options = new BertOptions { LowerCaseBeforeTokenization = lowerCase, RemoveNonSpacingMarks = lowerCase };
        try
        {
            return new CaptionTokenizer(BertTokenizer.Create(stream, options), tokens.Length);
        }
        catch (ArgumentException error)
        {
            throw new ModelException($"The vocabulary cannot be used: {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }

    /// <summary>The tokens of a caption, with [CLS] before and [SEP] behind them.</summary>
    /// <param name="caption">Any text; half surrogates count as nothing.</param>
    /// <param name="maxTokens">The most of them, [CLS] and [SEP] among them.</param>
    /// <returns>Null where the vocabulary knows nothing of it, as of emoji only: it would say nothing.</returns>
    public int[]? Tokenize(string caption, int maxTokens)
    {
        var text = caption.Length > maxTokens * LettersPerToken ? caption[..(maxTokens * LettersPerToken)] : caption;
        var ids = _tokenizer.EncodeToIds(Clean(text), maxTokens, out _, out _);
        return ids.Any(IsKnown) ? [.. ids] : null;
    }

    private bool IsKnown(int id) =>
        id != _tokenizer.UnknownTokenId
        && id != _tokenizer.ClassificationTokenId
        && id != _tokenizer.SeparatorTokenId
        && id != _tokenizer.PaddingTokenId;

    // The library would take a line break for nothing, and make one word of two. Runes make halves of a pair whole.
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(Rune.IsWhiteSpace(rune) ? new Rune(' ') : rune);
        return clean.ToString();
    }
}
