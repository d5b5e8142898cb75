namespace Spotter.Rules;

/// <summary>A name that a condition compares.</summary>
public enum RuleName
{
    /// <summary>The account: its handle, or <c>source:handle</c>.</summary>
    Account,

    /// <summary>Where the post comes from, such as <c>instagram</c>.</summary>
    Source,
}
