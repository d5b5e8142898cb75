using Spotter.Models;
using Spotter.Rules;
using Spotter.Scanning;

namespace Spotter.Collecting;

/// <summary>Which posts are given to other programs.</summary>
public record PostChoice
{
    /// <summary>Only posts that a collection of these bounds takes. Default: all.</summary>
    public CollectionBounds Bounds { get; init; } = new();

    /// <summary>Only posts of which it holds; null for all.</summary>
    public RuleCondition? Where { get; init; }

    /// <summary>
    /// Recommends the least scores of labels that <see cref="Where"/> asks for without one; null for the model that classified a post.
    /// </summary>
    public ModelDescription? Model { get; init; }

    /// <summary>Only posts that were found until then; null for all.</summary>
    public DateTimeOffset? FoundUntil { get; init; }
}
