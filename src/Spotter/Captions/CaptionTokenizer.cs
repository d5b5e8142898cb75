using System.Text;
using Microsoft.ML.Tokenizers;
using Spotter.Models;

namespace Spotter.Captions;

/// <summary>Cuts captions into the tokens of a BERT vocabulary.</summary>
public sealed class CaptionTokenizer
{
    // A word that is longer than this is one unknown token, so that a caption of so many letters a token is never cut too early.
    private const int LettersPerToken = 200;

    private static readonly string[] Special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"];

    private readonly WordPieceTokenizer _pieces;
    private readonly bool _lowerCase;
    private readonly int _unknown;
    private readonly int _begin;
    private readonly int _end;

    private CaptionTokenizer(WordPieceTokenizer pieces, bool lowerCase, IReadOnlyList<string> tokens)
    {
        (_pieces, _lowerCase, Count) = (pieces, lowerCase, tokens.Count);
        int IdOf(string token) => tokens.TakeWhile(other => other != token).Count();
        (Padding, _unknown, _begin, _end) = (IdOf(Special[0]), IdOf(Special[1]), IdOf(Special[2]), IdOf(Special[3]));
    }

    /// <summary>How many tokens the vocabulary has.</summary>
    public int Count { get; }

    /// <summary>The token that fills rows.</summary>
    public int Padding { get; }

    /// <param name="vocabulary">UTF-8, a token a line.</param>
    /// <param name="lowerCase">True where it knows small letters without accents only.</param>
    /// <exception cref="ModelException">It lacks a token that every BERT has.</exception>
    public static CaptionTokenizer Load(byte[] vocabulary, bool lowerCase)
    {
        string[] tokens = [.. Encoding.UTF8.GetString(vocabulary).TrimEnd().Split('\n').Select(token => token.TrimEnd('\r'))];
        if (Special.FirstOrDefault(token => !tokens.Contains(token)) is { } missing)
            throw new ModelException(
                $"The vocabulary has no token {missing}: it is none of BERT. Take the vocab.txt that the encoder came with.");

        using var stream = new MemoryStream(vocabulary);
        try
        {
            var options = new WordPieceOptions { PreTokenizer = PreTokenizer.CreateWhiteSpace() };
            return new CaptionTokenizer(WordPieceTokenizer.Create(stream, options), lowerCase, tokens);
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
        var ids = _pieces.EncodeToIds(BasicTokens.Separate(text, _lowerCase), maxTokens - 2, out _, out _);
        return ids.Any(id => id != _unknown) ? [_begin, .. ids, _end] : null;
    }
}
