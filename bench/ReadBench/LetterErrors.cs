using System.Globalization;
using System.Text;

namespace ReadBench;

/// <summary>
/// The letters that a reader got wrong: each line that is written is looked for in all that was read, and costs as many changes as make it
/// that (at most all its letters). Case, accents and spaces do not count, nor does what else was read.
/// </summary>
/// <param name="Wrong">Changes.</param>
/// <param name="Letters">All letters that are written.</param>
public readonly record struct LetterErrors(int Wrong, int Letters)
{
    /// <summary>The share of letters that are wrong; 0 where nothing is written.</summary>
    public double Rate => Letters == 0 ? 0 : (double)Wrong / Letters;

    public static LetterErrors operator +(LetterErrors one, LetterErrors other) =>
        new(one.Wrong + other.Wrong, one.Letters + other.Letters);

    /// <summary>Compares what was read with what is written.</summary>
    public static LetterErrors Of(IEnumerable<string> written, IEnumerable<string> read)
    {
        var text = string.Join('\n', read.Select(Fold));
        return written
            .Select(Fold)
            .Select(line => new LetterErrors(Math.Min(line.Length, LeastChanges(line, text)), line.Length))
            .Aggregate(default(LetterErrors), (sum, line) => sum + line);
    }

    // Sellers' algorithm: a line may begin and end anywhere in the text.
    private static int LeastChanges(string line, string text)
    {
        var changes = new int[text.Length + 1];
        for (var letter = 0; letter < line.Length; letter++)
        {
            var before = changes[0];
            changes[0] = letter + 1;
            for (var at = 1; at <= text.Length; at++)
            {
                var left = before + (line[letter] == text[at - 1] ? 0 : 1);
                before = changes[at];
                changes[at] = Math.Min(left, Math.Min(changes[at], changes[at - 1]) + 1);
            }
        }

        return changes.Min();
    }

    private static string Fold(string line)
    {
        var folded = new StringBuilder();
        // The stroke of this letter is no accent that could be taken off.
        foreach (var letter in line.ToLowerInvariant().Replace('đ', 'd').Normalize(NormalizationForm.FormKD))
            if (!char.IsWhiteSpace(letter) && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
                folded.Append(letter);
        return folded.ToString();
    }
}
