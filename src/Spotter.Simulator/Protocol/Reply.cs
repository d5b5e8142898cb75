using System.Text;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Spotter.Simulator.Protocol;

/// <summary>Ways to answer a request.</summary>
internal static class Reply
{
    public static Task JsonAsync<T>(HttpContext context, int status, T body, JsonTypeInfo<T> type)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(body, type, cancellationToken: context.RequestAborted);
    }

    public static Task TextAsync(HttpContext context, int status, string body, string type = "text/plain; charset=utf-8") =>
        BytesAsync(context, status, Encoding.UTF8.GetBytes(body), type);

    public static async Task BytesAsync(HttpContext context, int status, ReadOnlyMemory<byte> body, string type)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        await context.Response.BodyWriter.WriteAsync(body, context.RequestAborted);
    }

    public static Task Redirect(HttpContext context, string location)
    {
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = location;
        return Task.CompletedTask;
    }

    public static Task Cut(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    /// <summary>Never answers; ends when the caller gives up or the simulator stops.</summary>
    public static Task HangAsync(HttpContext context) => WaitAsync(context, Timeout.InfiniteTimeSpan, TimeProvider.System);

    /// <summary>Waits, unless the caller gives up first.</summary>
    public static async Task WaitAsync(HttpContext context, TimeSpan time, TimeProvider clock)
    {
        try
        {
            await Task.Delay(time, clock, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }
}
