namespace Spotter.Pictures;

/// <summary>What came of a video's bytes.</summary>
public sealed record VideoArrival
{
    /// <summary>The SHA-256 of its bytes; null where it was not kept.</summary>
    public PictureId? Id { get; init; }

    /// <summary>How many bytes came.</summary>
    public long Length { get; init; }

    /// <summary>Why it was not kept, as the end of a sentence; null where it was.</summary>
    public string? Problem { get; init; }

    /// <summary>True where that was because the bytes broke off on their way.</summary>
    public bool IsCut { get; init; }

    /// <summary>True where there were more than are allowed.</summary>
    public bool IsTooLarge { get; init; }
}
