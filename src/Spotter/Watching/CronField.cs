using System.Globalization;
using System.Numerics;

namespace Spotter.Watching;

/// <summary>One field of a cron expression: the values it allows, as bits.</summary>
internal readonly record struct CronField(ulong Bits)
{
    /// <summary>Reads a field: <c>*</c>, a value, a range <c>a-b</c>, a step <c>/n</c> after either, or several separated by commas.</summary>
    /// <param name="text">The field.</param>
    /// <param name="name">What it is called in a message.</param>
    /// <param name="least">The least value.</param>
    /// <param name="most">The greatest value.</param>
    /// <param name="names">Names for the values from <paramref name="least"/> on; empty where there are none.</param>
    /// <exception cref="FormatException">The text is not a field; the message names it and says what is allowed.</exception>
    public static CronField Parse(string text, string name, int least, int most, params ReadOnlySpan<string> names)
    {
        var bits = 0UL;
        foreach (var part in text.Split(','))
            bits |= ParsePart(part, name, least, most, names);
        return new CronField(bits);
    }

    public bool Allows(int value) => (Bits >> value & 1) == 1;

    /// <summary>The least value allowed that is not below the given one; -1 where there is none.</summary>
    public int NextFrom(int value)
    {
        var rest = value > 63 ? 0 : Bits >> value << value;
        return rest == 0 ? -1 : BitOperations.TrailingZeroCount(rest);
    }

    private static ulong ParsePart(string part, string name, int least, int most, ReadOnlySpan<string> names)
    {
        var slash = part.Split('/');
        var ends = slash[0] is "*" or "?" ? [] : slash[0].Split('-');
        var from = ends.Length > 0 ? ParseValue(ends[0], least, names) : least;
        var to = ends.Length switch { 0 => most, 1 when slash.Length == 1 => from, 1 => most, _ => ParseValue(ends[1], least, names) };
        var step = slash.Length == 2 ? ParseValue(slash[1], least, []) : 1;
        if (slash.Length > 2 || ends.Length > 2 || from < least || to > most || from > to || step is < 1)
            throw new FormatException($"'{part}' cannot be the {name} of a schedule: write {least} to {most}, *, a range like {least}-{most}, or a step like */2.");

        var bits = 0UL;
        for (var value = from; value <= to; value += step)
            bits |= 1UL << value;
        return bits;
    }

    // -1 for what is no value: no field allows it.
    private static int ParseValue(string text, int least, ReadOnlySpan<string> names)
    {
        for (var i = 0; i < names.Length; i++)
            if (names[i].Equals(text, StringComparison.OrdinalIgnoreCase))
                return least + i;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : -1;
    }
}
