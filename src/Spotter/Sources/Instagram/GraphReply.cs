namespace Spotter.Sources.Instagram;

/// <summary>What Business Discovery answers (https://developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login/business-discovery).</summary>
internal sealed record GraphReply(GraphReply.Discovery? BusinessDiscovery, GraphReply.Fault? Error)
{
    internal sealed record Discovery(MediaPage? Media);

    internal sealed record MediaPage(Media?[]? Data, Paging? Paging);

    internal sealed record Paging(Cursors? Cursors);

    internal sealed record Cursors(string? After);

    internal sealed record Media(
        string? Id, string? Caption, long? LikeCount, long? CommentsCount, string? MediaType, string? MediaUrl, string? Permalink, string? Timestamp, Children? Children);

    internal sealed record Children(Media?[]? Data);

    internal sealed record Fault(int? Code, int? ErrorSubcode, bool? IsTransient, string? FbtraceId);
}
