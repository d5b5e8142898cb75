using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Spotter.Pictures;

namespace Spotter.Web.Pictures;

/// <summary>Sends files of videos, also parts of them, as players ask for. One of an id never changes.</summary>
internal sealed class VideoPages(IVideoInventory? videos = null) : IPages
{
    /// <summary>Where a video is.</summary>
    public static string AddressOf(PictureId id) => $"/videos/{id}";

    public void Map(IEndpointRouteBuilder routes) => routes.MapPage("/videos/{id}", ShowAsync);

    private async Task<IResult> ShowAsync(HttpContext context, string id)
    {
        if (!PictureId.TryParse(id, out var video))
            throw new WebException("A video's id is 64 hexadecimal digits.");
        if (videos is null || await videos.OpenAsync(video, context.RequestAborted) is not { } found)
            return TypedResults.Problem($"There is no video {video} here.", statusCode: StatusCodes.Status404NotFound);

        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        // The bytes are a stranger's: a browser must take them for nothing but a video.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; media-src 'self'; sandbox";
        return TypedResults.Stream(
            found.Bytes, found.MediaType, entityTag: new EntityTagHeaderValue($"\"{video}\""), enableRangeProcessing: true);
    }
}
