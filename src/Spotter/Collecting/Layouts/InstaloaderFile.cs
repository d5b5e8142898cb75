using System.Text.Json.Serialization;

namespace Spotter.Collecting.Layouts;

/// <summary>
/// The JSON that instaloader writes beside a post's pictures, as far as it is known here; the names are those of Instagram's pages.
/// </summary>
internal sealed record InstaloaderFile(InstaloaderFile.Post Node, InstaloaderFile.Writer Instaloader, LayoutAccount Spotter)
{
    internal sealed record Post
    {
        [JsonPropertyName("__typename")]
        public required string Typename { get; init; }

        public required string Id { get; init; }

        public required string Shortcode { get; init; }

        public required long TakenAtTimestamp { get; init; }

        public string? DisplayUrl { get; init; }

        public bool? IsVideo { get; init; }

        public string? VideoUrl { get; init; }

        public string? AccessibilityCaption { get; init; }

        public required Edges<Caption> EdgeMediaToCaption { get; init; }

        public Number? EdgeMediaPreviewLike { get; init; }

        public Comments? EdgeMediaToComment { get; init; }

        public Edges<Child>? EdgeSidecarToChildren { get; init; }

        public required Profile Owner { get; init; }
    }

    /// <param name="Version">Which version's form it is.</param>
    /// <param name="NodeType">What the node is.</param>
    internal sealed record Writer(string Version, string NodeType);

    internal sealed record Edges<T>([property: JsonPropertyName("edges")] IReadOnlyList<Edge<T>> List);

    internal sealed record Edge<T>(T Node);

    internal sealed record Caption(string Text);

    internal sealed record Number(long Count);

    internal sealed record Comments(long Count, IReadOnlyList<Edge<Comment>> Edges);

    internal sealed record Comment(string Text, long? CreatedAt, Profile? Owner);

    internal sealed record Child(
        [property: JsonPropertyName("__typename")] string Typename, string DisplayUrl, bool IsVideo, string? AccessibilityCaption)
    {
        public string? VideoUrl { get; init; }
    }

    internal sealed record Profile(string Username);
}
