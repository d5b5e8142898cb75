using System.Text.Json;

namespace Spotter.Sources.Instagram;

/// <summary>
/// What Business Discovery answers
/// (https://developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login/business-discovery).
/// </summary>
/// <param name="BusinessDiscovery">Of another account.</param>
/// <param name="Data">The posts of the operator's own account.</param>
/// <param name="Paging">Where those go on.</param>
/// <param name="Error">Why there is nothing.</param>
internal sealed record GraphReply(
    GraphReply.Discovery? BusinessDiscovery, JsonElement[]? Data, GraphReply.PagingPlace? Paging, GraphReply.Fault? Error)
{
    /// <summary>What there is of the account; null where nothing is.</summary>
    public Discovery? Found => BusinessDiscovery ?? (Data is null ? null : new Discovery(new MediaPage(Data, Paging), null));

    internal sealed record Discovery(MediaPage? Media, double? MediaCount);

    /// <param name="Data">Each of them a <see cref="GraphReply.Media"/>, if it is a post.</param>
    /// <param name="Paging">Where it goes on.</param>
    internal sealed record MediaPage(JsonElement[]? Data, PagingPlace? Paging);

    internal sealed record PagingPlace(Cursors? Cursors);

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
        JsonElement Comments,
        Children? Children);

    internal sealed record Children(Media?[]? Data);

    internal sealed record Fault(double? Code, double? ErrorSubcode, bool? IsTransient, string? FbtraceId);
}
