using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Spotter.Web;

/// <summary>Says where pages are. They are for people, and no part of the API's description.</summary>
internal static class PageRoutes
{
    /// <summary>A page.</summary>
    public static void MapPage(this IEndpointRouteBuilder routes, string address, Delegate show) =>
        routes.MapGet(address, show).ExcludeFromDescription();

    /// <summary>What a form of a page sends.</summary>
    public static void MapForm(this IEndpointRouteBuilder routes, string address, Delegate take) =>
        routes.MapPost(address, take).ExcludeFromDescription().AddEndpointFilter((context, next) =>
        {
            var request = context.HttpContext.Request;
            // Without a body there is no field.
            if (request.ContentType is null)
                request.Form = FormCollection.Empty;
            return request.HasFormContentType
                ? next(context)
                : ValueTask.FromResult<object?>(TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType));
        });
}
