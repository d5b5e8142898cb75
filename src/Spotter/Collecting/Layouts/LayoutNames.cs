namespace Spotter.Collecting.Layouts;

/// <summary>What several programs name alike.</summary>
internal static class LayoutNames
{
    /// <summary>True for both ways to Instagram, which those programs do not tell apart.</summary>
    public static bool IsInstagram(string source) => source is "instagram" or "instagram-web";

    /// <summary>The code in the address of the post's page; the id where there is none.</summary>
    public static string CodeOf(PostDocument post) =>
        Uri.TryCreate(post.Link, UriKind.Absolute, out var page)
        && page.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries) is ["p" or "reel" or "tv", var code]
            ? code
            : post.Id;
}
