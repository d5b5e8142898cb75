using System.Globalization;
using System.Text;

namespace Spotter.Rules;

/// <summary>Takes a rule apart, from its beginning on. What a text without quotes may hold depends on where it stands.</summary>
internal sealed class RuleScanner(string rule)
{
    // As many as a decimal is written with at most, so that what is kept can be read again.
    private const int MaxDigits = 30;

    /// <summary>Where the next part begins.</summary>
    public int At { get; private set; }

    public bool IsAtEnd => At == rule.Length;

    public void SkipSpaces()
    {
        while (At < rule.Length && char.IsWhiteSpace(rule[At]))
            At++;
    }

    /// <summary>Goes past a sign; false where another stands there.</summary>
    public bool TryTake(string sign)
    {
        SkipSpaces();
        if (!StartsWith(sign, At))
            return false;

        At += sign.Length;
        return true;
    }

    /// <summary>Goes past a word, in whatever case; false where another stands there.</summary>
    public bool TryTakeWord(string word)
    {
        if (!PeekWord().Equals(word, StringComparison.OrdinalIgnoreCase))
            return false;

        At += word.Length;
        return true;
    }

    /// <summary>The bare word that stands here; empty where none does.</summary>
    public string PeekWord()
    {
        SkipSpaces();
        return rule[At..EndOf(At, RuleWords.IsPlain)];
    }

    /// <summary>Goes past a bare word or a text in quotes; null where neither stands there.</summary>
    /// <param name="mayHold">What a text without quotes may hold.</param>
    /// <exception cref="RuleException">The quotes are not closed.</exception>
    public ReadText? TryTakeText(Func<char, bool> mayHold)
    {
        SkipSpaces();
        if (StartsWith("\"", At))
            return TakeQuoted();

        var end = EndOf(At, mayHold);
        if (end == At)
            return null;

        var text = new ReadText(rule[At..end], [.. Enumerable.Range(At, end - At + 1)]);
        At = end;
        return text;
    }

    /// <summary>Goes past a number; null where none stands there.</summary>
    public decimal? TryTakeNumber()
    {
        SkipSpaces();
        var end = EndOf(At, static c => char.IsLetterOrDigit(c) || c is '.' or '%' or ',');
        if (end - At > MaxDigits || !decimal.TryParse(
            rule.AsSpan(At, end - At), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return null;

        At = end;
        return number;
    }

    /// <summary>What stands here, for a message: a word, a text or a sign.</summary>
    public string Peek()
    {
        SkipSpaces();
        if (IsAtEnd)
            return "";
        if (StartsWith(RuleWords.Channel, At))
            return RuleWords.Channel;

        var end = EndOf(At, static c => !char.IsWhiteSpace(c) && c is not ('(' or ')' or '"' or '<' or '>' or '='));
        return end > At ? rule[At..end] : rule[At..(At + 1)];
    }

    private ReadText TakeQuoted()
    {
        var start = At++;
        var value = new StringBuilder();
        var places = new List<int>();
        while (At < rule.Length && rule[At] != '"')
        {
            places.Add(At);
            // Another backslash stands for itself: regular expressions are full of them.
            if (rule[At] == '\\' && At + 1 < rule.Length && rule[At + 1] is '"' or '\\')
                At++;
            value.Append(rule[At++]);
        }

        if (At == rule.Length)
            throw new RuleException("These quotes are not closed: a \" is missing.", rule, start);

        places.Add(At++);
        return new ReadText(value.ToString(), places);
    }

    // The sign before a channel ends a word, however close it stands.
    private int EndOf(int at, Func<char, bool> mayHold)
    {
        while (at < rule.Length && mayHold(rule[at]) && !StartsWith(RuleWords.Channel, at))
            at++;
        return at;
    }

    private bool StartsWith(string sign, int at) => string.CompareOrdinal(rule, at, sign, 0, sign.Length) == 0;
}
