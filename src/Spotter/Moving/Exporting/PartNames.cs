using System.Globalization;

namespace Spotter.Moving.Exporting;

/// <summary>How the parts of an archive are called.</summary>
internal static class PartNames
{
    /// <summary>More than a line of the manifest takes.</summary>
    public const int LineBytes = 400;

    /// <summary>The name of a part, from 1, without an ending.</summary>
    public static string Of(int number) => string.Create(CultureInfo.InvariantCulture, $"part-{number:D4}");
}
