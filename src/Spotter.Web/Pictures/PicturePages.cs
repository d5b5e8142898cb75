using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Spotter.Pictures;

namespace Spotter.Web.Pictures;

/// <summary>Shows pictures. One of an id never changes, so a browser asks for it once.</summary>
internal sealed class PicturePages(IPictureStore pictures, Thumbnails thumbnails) : IPages
{
    // A browser shows it in the place of the picture.
    private static readonly byte[] Gone = """
        <svg xmlns="http://www.w3.org/2000/svg" width="400" height="500" viewBox="0 0 400 500">
        <rect width="400" height="500" fill="#8884"/>
        <text x="200" y="250" font-family="sans-serif" font-size="36" text-anchor="middle" fill="#888">picture is gone</text></svg>
        """u8.ToArray();

    /// <summary>Where a picture is, drawn as a JPEG.</summary>
    /// <param name="maxSide"><see cref="Thumbnails.Small"/> or <see cref="Thumbnails.Large"/>.</param>
    public static string AddressOf(PictureId id, int maxSide) => $"/pictures/{id}/{maxSide}";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/pictures/{id}", ShowWholeAsync).WithTags("Pictures")
            .WithSummary("A picture as it was posted, by its id, the SHA-256 of its bytes.")
            .Produces(StatusCodes.Status200OK, contentType: "image/jpeg").ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapPage("/pictures/{id}/{maxSide:int}", ShowDrawnAsync);
    }

    private async Task<IResult> ShowWholeAsync(HttpContext context, string id)
    {
        var picture = Require(id);
        var tag = Keep(context, $"\"{picture}\"");
        if (IsKnown(context, tag))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        if (await pictures.ReadAsync(picture, context.RequestAborted) is not { } found)
            return Missing(context, TypedResults.Problem($"There is no picture {picture}.", statusCode: StatusCodes.Status404NotFound));

        // The bytes are a stranger's: a browser must take them for nothing but a picture.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return TypedResults.Bytes(found.Bytes, found.MediaType);
    }

    private async Task<IResult> ShowDrawnAsync(HttpContext context, string id, int maxSide)
    {
        var picture = Require(id);
        if (maxSide is not (Thumbnails.Small or Thumbnails.Large))
            throw new WebException($"Pictures are {Thumbnails.Small} or {Thumbnails.Large} pixels, not {maxSide}.");

        var tag = Keep(context, $"\"{picture}-{maxSide}\"");
        if (IsKnown(context, tag))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);

        return await DrawAsync(picture, maxSide, context.RequestAborted) is { } jpeg
            ? TypedResults.Bytes(jpeg, "image/jpeg")
            : Missing(context, new GoneResult());
    }

    private async Task<byte[]?> DrawAsync(PictureId picture, int maxSide, CancellationToken cancellationToken)
    {
        try
        {
            return await thumbnails.FindAsync(picture, maxSide, cancellationToken);
        }
        catch (PictureFormatException)
        {
            return null;
        }
    }

    private static PictureId Require(string id) =>
        PictureId.TryParse(id, out var picture) ? picture : throw new WebException("A picture's id is 64 hexadecimal digits.");

    private static EntityTagHeaderValue Keep(HttpContext context, string tag)
    {
        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        context.Response.Headers.ETag = tag;
        return new EntityTagHeaderValue(tag);
    }

    private static bool IsKnown(HttpContext context, EntityTagHeaderValue tag) =>
        context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false));

    private static IResult Missing(HttpContext context, IResult answer)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Remove(HeaderNames.ETag);
        return answer;
    }

    private sealed class GoneResult : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status404NotFound;
            httpContext.Response.ContentType = "image/svg+xml";
            return httpContext.Response.Body.WriteAsync(Gone, httpContext.RequestAborted).AsTask();
        }
    }
}
