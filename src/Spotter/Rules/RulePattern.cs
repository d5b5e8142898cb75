using System.Text.RegularExpressions;

namespace Spotter.Rules;

/// <summary>
/// A regular expression that takes a time in proportion to the text, whatever it is. Two are equal where their text is.
/// </summary>
public sealed partial class RulePattern : IEquatable<RulePattern>
{
    private const RegexOptions Options =
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Multiline;

    // More than a picture or a caption holds.
    private const int MaxText = 20_000;
    private const int MaxShown = 20;

    // A step is taken for each character of the text; how long one takes depends on the expression.
    private static readonly TimeSpan MaxTime = TimeSpan.FromMilliseconds(250);

    // Expressions that are tried again take turns.
    private static readonly Lock Alone = new();

    private readonly Regex _regex;

    private RulePattern(string text, Regex regex)
    {
        Text = text;
        _regex = regex;
    }

    /// <summary>As it is written.</summary>
    public string Text { get; }

    /// <summary>Reads an expression.</summary>
    /// <exception cref="PatternException">It is none, or one that may take for ever.</exception>
    public static RulePattern Parse(string text)
    {
        try
        {
            return new RulePattern(text, new Regex(text, Options, MaxTime));
        }
        catch (RegexParseException error)
        {
            throw new PatternException($"The regular expression is wrong here: {Reason().Replace(error.Message, "")}", error.Offset, error);
        }
        catch (NotSupportedException error)
        {
            throw Unbounded().Matches(text).FirstOrDefault(match => match.Groups["costly"].Success) is { } costly
                ? new PatternException(
                    "A regular expression looks neither ahead nor back and refers to nothing it found: that may take for ever.",
                    costly.Index,
                    error)
                : new PatternException("The regular expression is too large: let it repeat less.", at: 0, error);
        }
    }

    public bool Equals(RulePattern? other) => Text == other?.Text;

    public override bool Equals(object? obj) => Equals(obj as RulePattern);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;

    /// <summary>True where a text matches; null where that took too long to say, twice.</summary>
    /// <param name="lines">The text: <c>^</c> and <c>$</c> are the ends of its lines.</param>
    internal bool? IsIn(IReadOnlyList<string> lines)
    {
        var text = Join(lines);
        return TryTwice(() => _regex.IsMatch(text));
    }

    /// <summary>
    /// What a look says; null where it ran out of time twice. Time passes while the process is stopped or its cores are busy, too, which
    /// says nothing of the expression: it is tried once more, and no other then.
    /// </summary>
    internal static bool? TryTwice(Func<bool> look)
    {
        if (TryOnce(look) is { } answer)
            return answer;

        lock (Alone)
            return TryOnce(look);
    }

    /// <summary>The lines of a text that match, the first twenty matches.</summary>
    internal IReadOnlyList<int> Find(IReadOnlyList<string> lines)
    {
        var text = Join(lines);
        var found = new SortedSet<int>();
        try
        {
            foreach (var match in _regex.EnumerateMatches(text))
            {
                var first = text.AsSpan(0, match.Index).Count('\n');
                var ends = text.AsSpan(match.Index, match.Length).TrimEnd('\n').Count('\n');
                found.UnionWith(Enumerable.Range(first, ends + 1));
                if (found.Count >= MaxShown)
                    break;
            }
        }
        catch (RegexMatchTimeoutException)
        {
            // What was found until then is shown.
        }

        return [.. found];
    }

    private static bool? TryOnce(Func<bool> look)
    {
        try
        {
            return look();
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static string Join(IReadOnlyList<string> lines)
    {
        var text = string.Join('\n', lines.Select(line => line.ReplaceLineEndings(" ")));
        return text.Length <= MaxText ? text : text[..MaxText];
    }

    [GeneratedRegex(@"^.* at offset \d+\. ", RegexOptions.Singleline)]
    private static partial Regex Reason();

    [GeneratedRegex(@"(?<costly>\(\?(?:[=!>(]|<[=!])|\\[1-9k]|\\G)|\\.", RegexOptions.Singleline)]
    private static partial Regex Unbounded();
}
