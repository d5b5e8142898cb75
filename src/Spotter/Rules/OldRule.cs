using System.Globalization;

namespace Spotter.Rules;

/// <summary>Reads <c>label[:least score[:channel]]</c>, as rules were written once.</summary>
internal static class OldRule
{
    /// <summary>Reads a rule of that form; null where it is of another.</summary>
    /// <exception cref="RuleException">It is of that form and wrong.</exception>
    public static (RuleCondition Condition, string? Channel)? TryRead(string rule, RuleNames names)
    {
        if (FindLabel(rule, names) is not { } label)
            return null;
        if (names.FindLabelError(label) is { } wrong)
            throw new RuleException(wrong, rule, 0);

        // A label may hold colons itself, and so may a channel.
        var parts = rule[label.Length..].Split(':', 3);
        var least = parts is [_, { Length: > 0 } score, ..] ? ReadScore(score, rule, label.Length + 1) : (decimal?)null;
        var channel = parts is [_, _, var named] ? named : null;
        return channel is not null && names.FindChannelError(channel) is { } error
            ? throw new RuleException(error, rule, rule.Length - channel.Length)
            : (new LabelCondition(label, Comparison.AtLeast, least), channel);
    }

    private static string? FindLabel(string rule, RuleNames names)
    {
        var known = names.Labels
            .Where(label => (rule == label && !RuleWords.IsWord(label)) || rule.StartsWith($"{label}:", StringComparison.Ordinal))
            .MaxBy(label => label.Length);
        if (known is not null)
            return known;

        var word = string.Concat(rule.TakeWhile(RuleWords.IsPlain));
        return word.Length > 0 && rule.StartsWith($"{word}:", StringComparison.Ordinal)
            ? throw new RuleException(names.FindLabelError(word)!, rule, 0)
            : null;
    }

    private static decimal ReadScore(string text, string rule, int at) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var score) && score is >= 0 and <= 1
            ? score
            : throw new RuleException($"The least score is '{text}' and must be a number from 0 to 1.", rule, at);
}
