using System.Globalization;
using System.Text.RegularExpressions;

namespace Spotter.Sources.Feed;

/// <summary>Reads the times that feeds write: RFC 822 with its zones and W3C-DTF, as people and programs really write them.</summary>
internal static partial class FeedTime
{
    private const DateTimeStyles Lenient = DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces;

    private static readonly string[] Parts = ["yyyy", "yyyy-MM", "yyyyMMdd", "yyyy-MM-dd'T'HH:mmzzz", "ddd MMM d HH:mm:ss yyyy"];

    // The zones that RFC 822 names, and those of Europe.
    private static readonly Dictionary<string, string> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UT"] = "+00:00",
        ["UTC"] = "+00:00",
        ["GMT"] = "+00:00",
        ["Z"] = "+00:00",
        ["EST"] = "-05:00",
        ["EDT"] = "-04:00",
        ["CST"] = "-06:00",
        ["CDT"] = "-05:00",
        ["MST"] = "-07:00",
        ["MDT"] = "-06:00",
        ["PST"] = "-08:00",
        ["PDT"] = "-07:00",
        ["BST"] = "+01:00",
        ["WET"] = "+00:00",
        ["WEST"] = "+01:00",
        ["CET"] = "+01:00",
        ["CEST"] = "+02:00",
        ["MET"] = "+01:00",
        ["EET"] = "+02:00",
        ["EEST"] = "+03:00",
    };

    /// <summary>The time in UTC; null where the text is none. A time without a zone is taken for UTC.</summary>
    public static DateTimeOffset? TryRead(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;

        var plain = Day().Replace(text.Trim(), "");
        if (Zone().Match(plain) is { Success: true } zone && Zones.TryGetValue(zone.Groups["name"].Value, out var offset))
            plain = $"{plain[..zone.Groups["name"].Index].TrimEnd()} {offset}";
        if (DateTimeOffset.TryParseExact(plain, Parts, CultureInfo.InvariantCulture, Lenient, out var exact))
            return exact.ToUniversalTime();

        return DateTimeOffset.TryParse(plain, CultureInfo.InvariantCulture, Lenient, out var time) ? time.ToUniversalTime() : null;
    }

    // Often wrong or misspelt, and of no use.
    [GeneratedRegex(@"^[A-Za-z]{2,9}\.?,\s*")]
    private static partial Regex Day();

    [GeneratedRegex(@"[\d\s](?<name>[A-Za-z]{1,4})$")]
    private static partial Regex Zone();
}
