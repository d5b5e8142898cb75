using System.Text;

namespace Spotter.Rules;

/// <summary>
/// A rule cannot be read. The message says why in its first line, and shows the rule and a caret below the place in two more.
/// </summary>
public sealed class RuleException : InputException
{
    private const string Indent = "    ";
    private const int MaxShown = 70;
    private const int ShownBefore = 40;

    /// <param name="problem">Why, and what could stand there.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="at">The place, counted from 0.</param>
    /// <param name="inner">What it comes from; null where it comes from nothing else.</param>
    public RuleException(string problem, string rule, int at, Exception? inner = null)
        : base($"{problem}\n{Point(rule, at)}", inner) => (Problem, At) = (problem, at);

    /// <summary>Why it cannot be read, without the place.</summary>
    public string Problem { get; }

    /// <summary>The place in the rule, counted from 0.</summary>
    public int At { get; }

    private static string Point(string rule, int at)
    {
        var shown = string.Concat(rule.Select(c => char.IsControl(c) ? ' ' : c));
        var start = shown.Length <= MaxShown ? 0 : Math.Max(0, Math.Min(at - ShownBefore, shown.Length - MaxShown));
        var end = Math.Min(shown.Length, start + MaxShown);
        var before = start > 0 ? "…" : "";
        var line = new StringBuilder(Indent).Append(before).Append(shown, start, end - start).Append(end < shown.Length ? "…" : "");
        return $"{line}\n{Indent}{new string(' ', before.Length + at - start)}^";
    }
}
