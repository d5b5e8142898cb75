namespace Spotter.Rules;

/// <summary>A text is no regular expression that can be used.</summary>
/// <param name="message">Why, for a person.</param>
/// <param name="at">The place in the expression.</param>
public sealed class PatternException(string message, int at, Exception inner) : InputException(message, inner)
{
    /// <summary>The place in the expression, counted from 0.</summary>
    public int At { get; } = at;
}
