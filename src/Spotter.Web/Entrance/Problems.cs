using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using Spotter.State;
using Spotter.Web.Markup;

namespace Spotter.Web.Entrance;

/// <summary>Says what is wrong: to a program as problem details, to a person on a page.</summary>
internal sealed partial class Problems(ILogger<Problems> logger)
{
    /// <summary>Answers what the rest throws.</summary>
    public async Task CatchAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            // Routing says no more than a number.
            if (context.Response is { HasStarted: false, StatusCode: >= StatusCodes.Status400BadRequest and var status })
                await WriteAsync(context, status, Explain(status));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
        }
        catch (Exception error) when (!context.Response.HasStarted)
        {
            var (status, message) = Explain(error);
            if (status == StatusCodes.Status500InternalServerError)
                LogProblem(error is SpotterException ? null : error, message);
            await WriteAsync(context, status, message);
        }
    }

    /// <summary>True where a program asks, and not a browser for a page.</summary>
    public static bool IsForProgram(HttpRequest request) =>
        request.Path.StartsWithSegments("/api") || !request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    /// <summary>Answers with a problem.</summary>
    public static Task WriteAsync(HttpContext context, int status, string message)
    {
        // What was to be kept was a picture, and not the word that there is none.
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Remove(HeaderNames.ETag);
        return IsForProgram(context.Request)
            ? TypedResults.Problem(message, statusCode: status).ExecuteAsync(context)
            : Layout.Page(
                context,
                "Problem",
                Html.Of($"""
                    <h1>That did not work</h1>
                    {Layout.Notice(message, isProblem: true)}
                    <p><a href="/">Back to the feed</a></p>
                    """),
                status: status).ExecuteAsync(context);
    }

    private static string Explain(int status) => status switch
    {
        StatusCodes.Status404NotFound => "There is nothing at this address.",
        StatusCodes.Status405MethodNotAllowed => "This address does not take that method. /api/openapi.json lists what it takes.",
        StatusCodes.Status413PayloadTooLarge => $"The body has more than {Site.MaxBody} bytes.",
        StatusCodes.Status415UnsupportedMediaType =>
            "The body is to be JSON (application/json), a packed model (application/zip), or for a page its form "
                + "(application/x-www-form-urlencoded, or multipart/form-data for a file).",
        _ => "That cannot be done here.",
    };

    private static (int Status, string Message) Explain(Exception error) => error switch
    {
        BadHttpRequestException { InnerException: JsonException inner } => (
            StatusCodes.Status400BadRequest, $"The body cannot be read: {inner.Message}"),
        BadHttpRequestException bad => (bad.StatusCode, bad.Message),
        InvalidDataException => (StatusCodes.Status400BadRequest, "The form cannot be read: it has too many fields, or is cut off."),
        InputException or FormatException => (StatusCodes.Status400BadRequest, error.Message),
        RecordException => (StatusCodes.Status500InternalServerError, error.Message),
        SpotterException or IOException => (StatusCodes.Status503ServiceUnavailable, error.Message),
        _ => (StatusCodes.Status500InternalServerError, "This is a mistake of Spotter. Its log says more; try it once again."),
    };

    [LoggerMessage(LogLevel.Error, "{Problem}")]
    private partial void LogProblem(Exception? error, string problem);
}
