namespace Spotter.Rules;

/// <summary>A text that a condition looks into.</summary>
public enum RuleText
{
    /// <summary>What is written in the picture.</summary>
    Words,

    /// <summary>What is written beside the post's pictures.</summary>
    Caption,
}
