namespace Spotter.Reporting.Reading;

/// <summary>Texts that are no longer than there is room for.</summary>
public static class Texts
{
    /// <summary>A text, cut where it is longer, and not in the middle of a character.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">At most so many characters, 3 or more.</param>
    public static string Shorten(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1)] + "…";
}
