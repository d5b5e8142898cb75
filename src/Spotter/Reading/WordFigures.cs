using System.Text.RegularExpressions;
using Spotter.Models;
using Spotter.Pictures;

namespace Spotter.Reading;

/// <summary>
/// What the words in a picture look like, whatever they say and whether they can be read or not: figures from 0 to 1, all of them 0 where
/// nothing is written. They know no language. A change of any formula is another version (<see cref="ModelWords.FiguresVersion"/>), since
/// models are trained on them.
/// With n lines, a line's width and height taken along its box, in shares of the picture's, and L(x, m) = ln(1 + x) / ln(1 + m), at most 1:
/// <list type="number">
/// <item>letters: L(letters and digits, 1,000);</item>
/// <item>lines: L(n, 100);</item>
/// <item>prices: L(p, 30), where p lines end like a price: a number with one or two decimals, one in thousands ("35.000", "15k"), one that
/// ends in a dash ("4,-"), or one beside a currency;</item>
/// <item>priced: p / n;</item>
/// <item>numbered: the share of lines that are a whole number of two to four digits or end in one of at most three behind letters, and
/// like no price: a sign is easily misread;</item>
/// <item>covered: the sum of width x height of the lines, at most 1;</item>
/// <item>extent: the area of the upright rectangle around all lines;</item>
/// <item>confidence: the reader's, averaged over letters;</item>
/// <item>height: 2 x the square root of the lines' median height, at most 1;</item>
/// <item>spread: the standard deviation of ln(height), at most 1;</item>
/// <item>digits: the share of digits among letters and digits;</item>
/// <item>length: letters and digits in a line on average, over 40, at most 1;</item>
/// <item>aligned: (a - 1) / (n - 1), where the left edges or the centres of a lines are within half the median height of one of them;
/// 0 for a single line.</item>
/// </list>
/// </summary>
public static partial class WordFigures
{
    private const int MostLines = 500;

    /// <summary>The figures of a picture's words, in the order above; of the first 500 lines.</summary>
    public static float[] Of(PictureWords words)
    {
        var lines = words.Lines.Concat(words.Unread ?? []).Take(MostLines)
            .Select(line => new Measured(line)).Where(line => line.Letters > 0).ToList();
        if (lines.Count == 0)
            return new float[ModelWords.FigureCount];

        var letters = lines.Sum(line => line.Letters);
        var prices = lines.Count(line => line.IsPriced);
        var height = MedianHeight(lines);
        return
        [
            Logarithm(letters, 1_000),
            Logarithm(lines.Count, 100),
            Logarithm(prices, 30),
            (float)prices / lines.Count,
            (float)lines.Count(line => line.IsNumbered) / lines.Count,
            Bounded(lines.Sum(line => line.Width * line.Height)),
            Bounded((lines.Max(line => line.Right) - lines.Min(line => line.Left))
                * (lines.Max(line => line.Bottom) - lines.Min(line => line.Top))),
            Bounded(lines.Sum(line => line.Letters * line.Confidence) / letters),
            Bounded(2 * MathF.Sqrt(height)),
            Bounded(Deviation([.. lines.Select(line => MathF.Log(line.Height))])),
            (float)lines.Sum(line => line.Digits) / letters,
            Bounded(letters / 40f / lines.Count),
            Aligned(lines, height / 2),
        ];
    }

    private static float Logarithm(int count, int most) => Bounded(MathF.Log(1 + count) / MathF.Log(1 + most));

    // Also where a box that was read is none.
    private static float Bounded(float value) => float.IsFinite(value) ? Math.Clamp(value, 0, 1) : 0;

    private static float MedianHeight(List<Measured> lines) => lines.Select(line => line.Height).Order().ElementAt(lines.Count / 2);

    private static float Deviation(float[] values)
    {
        var mean = values.Average();
        return MathF.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    private static float Aligned(List<Measured> lines, float near)
    {
        if (lines.Count == 1)
            return 0;

        var most = Math.Max(
            MostNear([.. lines.Select(line => line.Left)]), MostNear([.. lines.Select(line => (line.Left + line.Right) / 2)]));
        return (most - 1f) / (lines.Count - 1);

        int MostNear(float[] places) => places.Max(place => places.Count(other => Math.Abs(other - place) <= near));
    }

    private const string Currency = @"(\p{Sc}|(kr|zł|kč|lei|eur|chf|円|元|원)\b)";

    // One decimal after a dash or a stroke is more often a date.
    private const string Amount =
        @"(?<![\d.,:])(\d{1,4}[.,]\d{2}|\d{1,3}(([.,]\d{3}){1,2}|k)|\d{1,4}[.,:]-)|(?<![\d.,:/-])\d{1,2}[.,]\d";

    [GeneratedRegex(
        $@"(\p{{Sc}}\s?\d{{1,5}}([.,]\d{{1,3}})?|\d\s?{Currency}|{Amount})\W*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Price();

    [GeneratedRegex(@"(\p{L}\P{L}*(?<![\d.,:/-])\d{1,3}|^\s*\d{2,4})\s*$", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex WholeNumber();

    private sealed class Measured
    {
        // Of a picture's side: less is no line of letters.
        private const float LeastHeight = 0.001f;

        // What a model reads in one line is bounded; a line that somebody made up is not.
        private const int MostCharacters = 500;

        public Measured(WordLine line)
        {
            var text = line.Text.Length <= MostCharacters ? line.Text : line.Text[..MostCharacters];
            Letters = text.Count(char.IsLetterOrDigit);
            Digits = text.Count(char.IsDigit);
            Confidence = line.Confidence;
            IsPriced = Price().IsMatch(text);
            IsNumbered = !IsPriced && WholeNumber().IsMatch(text);
            (Left, Right) = (line.Box.Min(corner => corner.X), line.Box.Max(corner => corner.X));
            (Top, Bottom) = (line.Box.Min(corner => corner.Y), line.Box.Max(corner => corner.Y));
            Width = Length(line.Box[0], line.Box[1]);
            Height = Math.Max(LeastHeight, Length(line.Box[0], line.Box[^1]));
        }

        public int Letters { get; }

        public int Digits { get; }

        public float Confidence { get; }

        public bool IsPriced { get; }

        public bool IsNumbered { get; }

        public float Left { get; }

        public float Right { get; }

        public float Top { get; }

        public float Bottom { get; }

        public float Width { get; }

        public float Height { get; }

        private static float Length(PicturePoint one, PicturePoint other) => MathF.Sqrt(
            ((one.X - other.X) * (one.X - other.X)) + ((one.Y - other.Y) * (one.Y - other.Y)));
    }
}
