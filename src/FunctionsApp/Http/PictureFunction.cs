using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Spotter.Pictures;

namespace Spotter.FunctionsApp.Http;

/// <summary>Shows pictures.</summary>
public sealed class PictureFunction(IPictureStore pictures)
{
    /// <summary>
    /// A picture by its id, the SHA-256 of its bytes: 200 with the file, 400 where that is no id, 404 where it is not stored.
    /// </summary>
    [Function("Picture")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "pictures/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (!PictureId.TryParse(id, out var pictureId))
            return Api.BadRequest("A picture's id is 64 hexadecimal digits.");
        if (await pictures.ReadAsync(pictureId, cancellationToken) is not { } picture)
            return Api.NotFound($"There is no picture {pictureId}.");

        // The bytes are a stranger's: a browser must take them for nothing but a picture.
        request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
        request.HttpContext.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        request.HttpContext.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return TypedResults.Bytes(picture.Bytes, picture.MediaType);
    }
}
