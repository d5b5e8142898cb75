namespace Spotter.Rules;

/// <summary>Whether a condition holds, as far as is known.</summary>
public enum Truth
{
    /// <summary>It does not hold.</summary>
    False,

    /// <summary>It holds.</summary>
    True,

    /// <summary>What it asks for is not known: words were not read, or the source does not say.</summary>
    Unknown,
}
