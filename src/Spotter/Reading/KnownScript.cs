using System.Text.RegularExpressions;
using Spotter.Reading.Ordering;

namespace Spotter.Reading;

/// <summary>
/// Tells letters that a reader knows from those of another script: by what each line looks like, and by what the others of the picture do,
/// since most pictures are written in one script.
/// </summary>
internal static partial class KnownScript
{
    private const float Base = -1.18f;
    private const float OwnWeight = 1.04f;
    private const float OthersWeight = 0.80f;

    // As many letters that say nothing are among the others: few lines say little of a picture.
    private const float Prior = 6;

    // Letters of Georgian and Hebrew are taken for figures, too, which say nothing of themselves. Among unknown scripts hardly one real
    // number in forty is read less surely, and of those that were letters nine in ten are.
    private const float SureFigures = 0.85f;

    /// <summary>The lines that can be believed.</summary>
    public static IReadOnlyList<FoundLine> Keep(IReadOnlyList<FoundLine> lines)
    {
        var evidence = lines.Select(ScriptEvidence.Of).ToList();
        var letters = evidence.Sum(line => line?.Letters ?? 0);
        var sum = evidence.Sum(Weighted);
        return [.. lines.Where((line, index) => IsSureFigures(line, evidence[index]) || IsKnown(evidence[index] ?? default))];

        bool IsKnown(ScriptEvidence line)
        {
            var others = (sum - Weighted(line)) / (letters - line.Letters + Prior);
            return (OwnWeight * line.LogOdds) + (OthersWeight * others) + Base <= 0;
        }
    }

    // No letters look like a price or a time.
    private static bool IsSureFigures(FoundLine line, ScriptEvidence? evidence) =>
        evidence is null && (line.Confidence >= SureFigures || PriceOrTime().IsMatch(line.Text));

    private static float Weighted(ScriptEvidence? line) => line is { } one ? one.Letters * one.LogOdds : 0;

    [GeneratedRegex(@"^\W*\d{1,3}[.,:]\d{2,3}\W*$", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex PriceOrTime();
}
