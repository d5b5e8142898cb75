using Spotter.Sources;

namespace Spotter.Scanning;

/// <summary>A post and how far it has come.</summary>
public sealed record PostRecord
{
    /// <summary>The post as its source described it.</summary>
    public required Post Post { get; init; }

    /// <summary>When a scan first saw it.</summary>
    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>How far it has come.</summary>
    public PostStage Stage { get; init; }

    /// <summary>How often the present stage was tried and failed.</summary>
    public int Attempts { get; init; }

    /// <summary>Why the last attempt failed, for a person; null where none did.</summary>
    public string? Reason { get; init; }

    /// <summary>The model that classified it; null before.</summary>
    public string? Model { get; init; }

    /// <summary>Its pictures, in the order of <see cref="Post.Pictures"/>.</summary>
    public IReadOnlyList<PictureRecord> Pictures { get; init; } = [];

    /// <summary>True where nothing more is to be done.</summary>
    public bool IsSettled => Stage is PostStage.Done or PostStage.Failed;
}
