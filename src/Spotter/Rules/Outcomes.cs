namespace Spotter.Rules;

/// <summary>
/// What a condition may come to once words are read: a set of truths. Unread words may say anything, so a condition on them may be true or
/// false; what nobody will ever say is unknown for good.
/// </summary>
[Flags]
internal enum Outcomes
{
    None = 0,
    False = 1,
    True = 2,
    Unknown = 4,

    /// <summary>What unread words may come to.</summary>
    Open = False | True,
}
