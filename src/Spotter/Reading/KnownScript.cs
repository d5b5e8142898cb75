using Spotter.Reading.Ordering;

namespace Spotter.Reading;

/// <summary>
/// Tells letters that a reader knows from those of another script: by what each line looks like, and by what the others of the picture do,
/// since most pictures are written in one script.
/// </summary>
internal static class KnownScript
{
    private const float Base = -1.18f;
    private const float OwnWeight = 1.04f;
    private const float OthersWeight = 0.80f;

    // As many letters that say nothing are among the others: few lines say little of a picture.
    private const float Prior = 6;

    /// <summary>The lines that can be believed, and those without letters.</summary>
    public static IReadOnlyList<FoundLine> Keep(IReadOnlyList<FoundLine> lines)
    {
        var evidence = lines.Select(ScriptEvidence.Of).ToList();
        var letters = evidence.Sum(line => line?.Letters ?? 0);
        var sum = evidence.Sum(Weighted);
        return [.. lines.Where((_, index) => evidence[index] is not { } line || IsKnown(line))];

        bool IsKnown(ScriptEvidence line)
        {
            var others = (sum - Weighted(line)) / (letters - line.Letters + Prior);
            return (OwnWeight * line.LogOdds) + (OthersWeight * others) + Base <= 0;
        }
    }

    private static float Weighted(ScriptEvidence? line) => line is { } one ? one.Letters * one.LogOdds : 0;
}
