using System.Globalization;

namespace Spotter.Sources.Web;

/// <summary>A robots.txt, as far as it is about Spotter (RFC 9309).</summary>
internal sealed class RobotsFile
{
    // RFC 9309, 2.5: at least 500 KiB must be read.
    private const int MaxLength = 512 * 1024;

    // What many files begin with is no part of their first line.
    private const char ByteOrderMark = '\uFEFF';

    private readonly List<(bool Allows, string Pattern)> _rules = [];

    /// <summary>Where nothing is forbidden.</summary>
    public static RobotsFile AllowsAll { get; } = new();

    /// <summary>How long to wait between two calls, where it asks for that; an extension that many sites write.</summary>
    public TimeSpan? CrawlDelay { get; private set; }

    /// <summary>Reads the rules of the groups that name an agent, or else of those for all.</summary>
    public static RobotsFile Parse(string text, string agent)
    {
        var own = new RobotsFile();
        var common = new RobotsFile();
        var isNamed = false;
        var group = new List<RobotsFile>();
        var isHead = false;
        var plain = text.TrimStart(ByteOrderMark);
        foreach (var (field, value) in plain[..Math.Min(plain.Length, MaxLength)].Split('\n', '\r').Select(ReadLine))
        {
            if (field == "user-agent")
            {
                if (!isHead)
                    group.Clear();
                isHead = true;
                var isOwn = value.Equals(agent, StringComparison.OrdinalIgnoreCase);
                isNamed |= isOwn;
                if (isOwn || value == "*")
                    group.Add(isOwn ? own : common);
            }
            else if (field.Length > 0)
            {
                isHead = false;
                group.ForEach(file => file.Take(field, value));
            }
        }

        return isNamed ? own : common;
    }

    /// <summary>True where an address may be read: the longest rule that matches decides, and of two as long the one that allows.</summary>
    public bool Allows(Uri address)
    {
        var path = address.PathAndQuery;
        return _rules.Where(rule => Matches(rule.Pattern, path))
            .OrderByDescending(rule => rule.Pattern.Length)
            .ThenByDescending(rule => rule.Allows)
            .Select(rule => (bool?)rule.Allows)
            .FirstOrDefault() ?? true;
    }

    private static (string Field, string Value) ReadLine(string line)
    {
        var parts = line.Split('#')[0].Split(':', 2);
        return parts.Length == 2 ? (parts[0].Trim().ToLowerInvariant(), parts[1].Trim()) : ("", "");
    }

    private void Take(string field, string value)
    {
        if (field is "allow" or "disallow" && value.Length > 0)
            _rules.Add((field == "allow", Escape(value)));
        else if (field == "crawl-delay"
            && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds >= 0)
            CrawlDelay = TimeSpan.FromSeconds(Math.Min(seconds, 60));
    }

    // As addresses have them (RFC 9309, 2.2.2).
    private static string Escape(string pattern) => string.Concat(
        pattern.EnumerateRunes().Select(letter => letter.IsAscii ? $"{letter}" : Uri.EscapeDataString($"{letter}")));

    // "*" stands for anything, a "$" at the end for the end. Greedy, without going back further than to the last star.
    private static bool Matches(string pattern, string path)
    {
        var isWhole = pattern.EndsWith('$');
        var parts = (isWhole ? pattern[..^1] : pattern).Split('*');
        if (!path.StartsWith(parts[0], StringComparison.Ordinal))
            return false;

        var at = parts[0].Length;
        foreach (var part in parts.Skip(1).SkipLast(isWhole ? 1 : 0))
        {
            var found = path.IndexOf(part, at, StringComparison.Ordinal);
            if (found < 0)
                return false;
            at = found + part.Length;
        }

        if (!isWhole)
            return true;
        if (parts.Length == 1)
            return path.Length == at;

        return path.Length - parts[^1].Length >= at && path.EndsWith(parts[^1], StringComparison.Ordinal);
    }
}
