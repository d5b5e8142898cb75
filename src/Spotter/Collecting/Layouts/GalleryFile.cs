namespace Spotter.Collecting.Layouts;

/// <summary>The JSON that gallery-dl writes beside a file of a post on Instagram, as far as it is known here.</summary>
internal sealed record GalleryFile
{
    public required string Category { get; init; }

    public required string Subcategory { get; init; }

    public required string Username { get; init; }

    public required string PostId { get; init; }

    public required string PostShortcode { get; init; }

    public string? PostUrl { get; init; }

    /// <summary>In UTC, as <c>2026-03-02 12:00:00</c>.</summary>
    public required string PostDate { get; init; }

    /// <summary>The same.</summary>
    public required string Date { get; init; }

    public required string Description { get; init; }

    public long? Likes { get; init; }

    public long? Comments { get; init; }

    public required string Typename { get; init; }

    public string? SidecarMediaId { get; init; }

    public string? SidecarShortcode { get; init; }

    public required string MediaId { get; init; }

    public required int Num { get; init; }

    public required int Count { get; init; }

    public required string DisplayUrl { get; init; }

    public string? VideoUrl { get; init; }

    public string? AccessibilityCaption { get; init; }

    public int Width { get; init; }

    public int Height { get; init; }

    public required string Filename { get; init; }

    public required string Extension { get; init; }

    public required LayoutAccount Spotter { get; init; }
}
