using Spotter.Insights;

namespace Spotter.Web.Models;

/// <summary>A new version of a model, and what it is worth.</summary>
public sealed record RenewalOutcome
{
    /// <summary>Its name.</summary>
    public required string Version { get; init; }

    /// <summary>How many pictures it was measured on, by heads that were not fitted to them.</summary>
    public required int Pictures { get; init; }

    /// <summary>The share of them that was right, 0 to 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Where that truly lies, 95 % sure.</summary>
    public required Interval Interval { get; init; }

    /// <summary>How it does against the version in use, or why that is not known.</summary>
    public required string Comparison { get; init; }

    /// <summary>True where it is worse than the version in use, and that is no chance.</summary>
    public bool IsClearlyWorse { get; init; }

    /// <summary>True where it is better than the version in use, and that is no chance.</summary>
    public bool IsClearlyBetter { get; init; }

    /// <summary>What a person should know before trusting the numbers.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
