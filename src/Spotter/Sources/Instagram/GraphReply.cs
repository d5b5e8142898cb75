using System.Text.Json;

namespace Spotter.Sources.Instagram;

/// <summary>
/// What Business Discovery answers
/// (https://developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login/business-discovery).
/// </summary>
internal sealed record GraphReply(GraphReply.Discovery? BusinessDiscovery, GraphReply.Fault? Error)
{
    internal sealed record Discovery(MediaPage? Media, double? MediaCount);

    /// <param name="Data">Each of them a <see cref="GraphReply.Media"/>, if it is a post.</param>
    /// <param name="Paging">Where it goes on.</param>
    internal sealed record MediaPage(JsonElement[]? Data, Paging? Paging);

    internal sealed record Paging(Cursors? Cursors);

    internal sealed record Cursors(string? After);

    internal sealed record Media(
        string? Id,
        JsonElement Caption,
        double? LikeCount,
        double? CommentsCount,
        string? MediaType,
        string? MediaUrl,
        string? Permalink,
        JsonElement Timestamp,
        Children? Children);

    internal sealed record Children(Media?[]? Data);

    internal sealed record Fault(double? Code, double? ErrorSubcode, bool? IsTransient, string? FbtraceId);
}
