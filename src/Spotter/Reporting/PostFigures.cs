using Spotter.Accounts;
using Spotter.Pictures;

namespace Spotter.Reporting;

/// <summary>A post that did well or badly.</summary>
public sealed record PostFigures
{
    /// <summary>Whose.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The key of its record.</summary>
    public required string Key { get; init; }

    /// <summary>The source's id.</summary>
    public required string Id { get; init; }

    /// <summary>When it was posted.</summary>
    public required DateTimeOffset PostedAt { get; init; }

    /// <summary>Its own page; null where the source has none.</summary>
    public string? Link { get; init; }

    /// <summary>The beginning of its caption.</summary>
    public string? Caption { get; init; }

    /// <summary>Its likes.</summary>
    public required long Likes { get; init; }

    /// <summary>Its comments; null where they are not known.</summary>
    public long? Comments { get; init; }

    /// <summary>How many times the likes that are usual for its account.</summary>
    public double Times { get; init; }

    /// <summary>Its labels.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Its first picture that is stored; null where none is.</summary>
    public PictureId? Picture { get; init; }
}
