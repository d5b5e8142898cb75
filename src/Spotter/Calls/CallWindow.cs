using System.Globalization;

namespace Spotter.Calls;

/// <summary>At most <paramref name="Calls"/> calls in any span of length <paramref name="Span"/>.</summary>
/// <param name="Calls">One or more.</param>
/// <param name="Span">Longer than zero.</param>
public sealed record CallWindow(int Calls, TimeSpan Span)
{
    /// <summary>
    /// Reads windows written <c>calls,seconds</c> and separated by spaces: <c>1,30 60,3600</c> is one call per 30 s and 60 per hour.
    /// An empty text is no window.
    /// </summary>
    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static IReadOnlyList<CallWindow> ParseMany(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ParseOne)];

    private static CallWindow ParseOne(string text)
    {
        var parts = text.Split(',');
        if (parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var calls) && calls > 0
            && double.TryParse(parts[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && seconds is >= 0.001 and <= 31_536_000)
            return new CallWindow(calls, TimeSpan.FromSeconds(seconds));

        throw new FormatException(
            $"'{text}' is not a call window. Write calls,seconds: '1,30 60,3600' is 1 call per 30 s and 60 per 3,600 s.");
    }
}
