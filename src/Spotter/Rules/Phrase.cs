namespace Spotter.Rules;

/// <summary>Words that follow each other.</summary>
/// <param name="Words">The words, folded.</param>
internal sealed record Phrase(IReadOnlyList<string> Words)
{
    /// <summary>Without spaces.</summary>
    public string Joined { get; } = string.Concat(Words);

    public bool HasDigit => Joined.Any(char.IsDigit);
}
