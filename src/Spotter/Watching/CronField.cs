using System.Globalization;
using Cronos;

namespace Spotter.Watching;

/// <summary>One field of a schedule: what it is called in a message, where it stands, and its least and greatest value.</summary>
internal sealed record CronField(string Name, int Index, int Min, int Max)
{
    public static IReadOnlyList<CronField> All { get; } =
    [
        new("second", 0, 0, 59),
        new("minute", 1, 0, 59),
        new("hour", 2, 0, 23),
        new("day of the month", 3, 1, 31),
        new("month", 4, 1, 12),
        new("day of the week", 5, 0, 7),
    ];

    /// <summary>
    /// Writes a field the way Cronos reads it: it takes no <c>*</c> within a list, and no step that leaves only the first value.
    /// </summary>
    public string Rewrite(string text)
    {
        var parts = text.Split(',');
        return string.Join(',', parts.Select(part => WithoutLongStep(parts.Length > 1 ? WithoutStar(part) : part)));
    }

    /// <summary>True where Cronos reads the field as it was rewritten.</summary>
    public bool Reads(string text) =>
        CronExpression.TryParse(string.Join(' ', All.Select(field => field == this ? text : "*")), CronFormat.IncludeSeconds, out _);

    /// <summary>Says what is allowed in the place of what a person wrote.</summary>
    public FormatException Refuse(string written) =>
        new($"'{written}' cannot be the {Name} of a schedule: write {Min} to {Max}, *, a range like {Min}-{Max}, or a step like */2.");

    private string WithoutStar(string part) => part.StartsWith('*') || part.StartsWith('?') ? $"{Min}-{Max}{part[1..]}" : part;

    private string WithoutLongStep(string part) =>
        part.Split('/') is [var range, var step]
        && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
        && length > Max
        && Reads(range)
            ? range is "*" or "?"
                ? $"{Min}"
                : range.Split('-')[0]
            : part;
}
