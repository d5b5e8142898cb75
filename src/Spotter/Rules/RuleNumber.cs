namespace Spotter.Rules;

/// <summary>A number of a post that a condition compares.</summary>
public enum RuleNumber
{
    /// <summary>How many likes.</summary>
    Likes,

    /// <summary>How many comments.</summary>
    Comments,

    /// <summary>How many pictures.</summary>
    Pictures,
}
