using Spotter.Accounts;
using Spotter.Models;
using Spotter.Posts;
using Spotter.Reading;

namespace Spotter.Collecting;

/// <summary>A post as it is given to other programs: a line of a JSON Lines file. What is not known is left out.</summary>
public sealed record PostDocument
{
    /// <summary>Whose, as <c>source:handle</c>.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The source's id.</summary>
    public required string Id { get; init; }

    /// <summary>When it was posted, or first seen where <see cref="Undated"/> is true.</summary>
    public required DateTimeOffset PostedAt { get; init; }

    /// <summary>True where the source gives no time.</summary>
    public bool Undated { get; init; }

    /// <summary>When it was found.</summary>
    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>Its own page.</summary>
    public string? Link { get; init; }

    /// <summary>The text beside the pictures.</summary>
    public string? Caption { get; init; }

    /// <summary>How many likes.</summary>
    public long? Likes { get; init; }

    /// <summary>How many comments.</summary>
    public long? Comments { get; init; }

    /// <summary>True for a video.</summary>
    public bool? Video { get; init; }

    /// <summary>What the source files it under.</summary>
    public string? Category { get; init; }

    /// <summary>How far it has come: <c>Done</c>, <c>Failed</c>, or what is still to be done.</summary>
    public required PostStage Stage { get; init; }

    /// <summary>Why it failed or waits.</summary>
    public string? Reason { get; init; }

    /// <summary>The model that classified it.</summary>
    public string? Model { get; init; }

    /// <summary>Its pictures, in their order.</summary>
    public required IReadOnlyList<PictureDocument> Pictures { get; init; }
}

/// <summary>A picture of a <see cref="PostDocument"/>.</summary>
public sealed record PictureDocument
{
    /// <summary>Where the source had it. May have expired.</summary>
    public required string Address { get; init; }

    /// <summary>What the source says of it.</summary>
    public string? AltText { get; init; }

    /// <summary>The SHA-256 of its bytes, in hexadecimal digits; left out where it was not fetched.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Its file, relative to the folder.</summary>
    public string? File { get; set; }

    /// <summary>In pixels.</summary>
    public int Width { get; init; }

    /// <summary>In pixels.</summary>
    public int Height { get; init; }

    /// <summary>What the model said, the best first, with scores from 0 to 1.</summary>
    public IReadOnlyList<LabelScore>? Labels { get; init; }

    /// <summary>What a person said.</summary>
    public string? PersonsLabel { get; init; }

    /// <summary>What is written in it, line by line; left out where it was not read.</summary>
    public IReadOnlyList<WordLine>? Words { get; init; }

    /// <summary>Why it was not fetched or classified.</summary>
    public string? Failure { get; init; }
}
