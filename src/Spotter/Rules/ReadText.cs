namespace Spotter.Rules;

/// <summary>A text as it was read from a rule.</summary>
/// <param name="Value">What it says.</param>
/// <param name="Places">Where each of its characters stands in the rule, and where it ends.</param>
internal sealed record ReadText(string Value, IReadOnlyList<int> Places);
