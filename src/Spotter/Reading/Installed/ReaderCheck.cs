namespace Spotter.Reading.Installed;

/// <summary>Checks what a reader's <c>model.json</c> says: what is required may still be null, and a number may be any.</summary>
internal static class ReaderCheck
{
    // More than any picture or line needs, and little enough to be in memory.
    private const int MostPixels = 16_000_000;
    private const int MostSide = 16_384;

    /// <summary>What is wrong, as a sentence; null where nothing is.</summary>
    public static string? FindError(ReaderDescription reader)
    {
        if (reader.Kind != ReaderDescription.Reader)
            return $"kind is '{reader.Kind}', and that of a reader is '{ReaderDescription.Reader}'.";
        if (string.IsNullOrWhiteSpace(reader.Name))
            return "'name' is missing, null or empty.";
        if (reader is not { Detection: { } detection, Recognition: { } recognition, Direction: { } direction })
            return "'detection', 'recognition' or 'direction' is null.";

        return FindError("detection.model", detection.Model)
            ?? FindError("detection.input", detection.Input)
            ?? FindShareError("detection.leastProbability", detection.LeastProbability)
            ?? FindShareError("detection.leastScore", detection.LeastScore)
            ?? FindShareError("detection.firstLookProbability", detection.FirstLookProbability)
            ?? FindRangeError("detection.growth", detection.Growth, 0, 10)
            ?? FindRangeError("detection.maxPixels", detection.MaxPixels, 32 * 32, MostPixels)
            ?? FindRangeError("detection.firstLookPixels", detection.FirstLookPixels, 32 * 32, MostPixels)
            ?? FindError("recognition.model", recognition.Model)
            ?? FindError("recognition.characters", recognition.Characters)
            ?? FindError("recognition.input", recognition.Input)
            ?? FindRangeError("recognition.height", recognition.Height, 8, MostSide)
            ?? FindRangeError("recognition.maxWidth", recognition.MaxWidth, 32, MostSide)
            ?? FindShareError("recognition.leastConfidence", recognition.LeastConfidence)
            ?? FindError("direction.model", direction.Model)
            ?? FindError("direction.input", direction.Input)
            ?? FindRangeError("direction.width", direction.Width, 8, MostSide)
            ?? FindRangeError("direction.height", direction.Height, 8, MostSide)
            ?? FindShareError("direction.leastScore", direction.LeastScore);
    }

    // A description may come from a stranger: no path may make a file from elsewhere part of the reader.
    private static string? FindError(string name, ReaderFile? file)
    {
        if (file is not { File: { Length: > 0 } path, Sha256: { } hash })
            return $"'{name}' has no file or no sha256.";
        if (path is "." or ".." || path.Any(letter => letter is '/' or '\\' or ':' || char.IsControl(letter)))
            return $"{name}.file must be a file beside it, without a path.";

        return hash.Length == 64 && hash.All(char.IsAsciiHexDigit) ? null : $"{name}.sha256 must be 64 hexadecimal digits.";
    }

    private static string? FindError(string name, ReaderInput? input) => input is { Mean.Count: 3, Scale.Count: 3 }
        && input.Mean.Concat(input.Scale).All(float.IsFinite)
            ? null
            : $"{name} must have three numbers for mean and three for scale.";

    private static string? FindShareError(string name, float value) => FindRangeError(name, value, 0, 1);

    private static string? FindRangeError(string name, float value, float least, float most) =>
        value >= least && value <= most ? null : FormattableString.Invariant($"{name} must be from {least} to {most}.");
}
