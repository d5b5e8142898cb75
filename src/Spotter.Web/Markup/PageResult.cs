using Microsoft.AspNetCore.Http;

namespace Spotter.Web.Markup;

/// <summary>A page, or a part of one, as an answer. It is nobody else's business: no cache keeps it.</summary>
internal sealed class PageResult(Html page, int status = StatusCodes.Status200OK) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        httpContext.Response.Headers.CacheControl = "no-store";
        return httpContext.Response.WriteAsync(page.ToString(), httpContext.RequestAborted);
    }
}
