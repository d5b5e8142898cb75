using Spotter.Models;
using Spotter.Rules;
using Spotter.Scanning;

namespace Spotter.Collecting;

/// <summary>Which files of an account's posts are written, and where to.</summary>
public sealed record FilesRequest
{
    /// <summary>The folder; it is made if need be.</summary>
    public required string Folder { get; init; }

    /// <summary>How the files of pictures are called.</summary>
    public required FilePattern Pattern { get; init; }

    /// <summary>Only posts that a collection of these bounds takes. Default: all.</summary>
    public CollectionBounds Bounds { get; init; } = new();

    /// <summary>Only posts of which it holds; null for all.</summary>
    public RuleCondition? Where { get; init; }

    /// <summary>Recommends the least scores of labels that <see cref="Where"/> asks for without one; null where there is none.</summary>
    public ModelDescription? Model { get; init; }

    /// <summary>True for a <c>.json</c> and a <c>.txt</c> with the caption beside each post's first picture.</summary>
    public bool Sidecars { get; init; }
}
