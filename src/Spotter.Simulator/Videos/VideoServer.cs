using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Spotter.Simulator.Accounts;
using Spotter.Simulator.Protocol;
using Spotter.Simulator.Scenarios;

namespace Spotter.Simulator.Videos;

/// <summary>Serves the files of videos, made when they are asked for.</summary>
internal sealed class VideoServer(AccountBook book, VideoScript script, ExpiringAddresses addresses)
{
    private const string Mp4 = "video/mp4";

    private readonly ConcurrentDictionary<long, bool> _hung = new();

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/videos/{post:long}.mp4", AnswerAsync);

    /// <summary>The path of a post's video; null where it is withheld.</summary>
    public string? PathOf(SimulatedPost post)
    {
        if (!post.Video || post.VideoFault == VideoFault.Withheld)
            return null;

        var path = string.Create(CultureInfo.InvariantCulture, $"/videos/{post.Id}.mp4");
        return post.VideoFault == VideoFault.Expired ? addresses.Sign(path) : path;
    }

    private Task AnswerAsync(HttpContext context)
    {
        var id = long.Parse(context.Request.RouteValues["post"]!.ToString()!, CultureInfo.InvariantCulture);
        if (book.FindPost(id) is not { Video: true } post)
            return Reply.TextAsync(context, 404, "no such video");

        return post.VideoFault switch
        {
            VideoFault.Page => Reply.TextAsync(context, 200, "<!doctype html><title>Instagram</title><p>Log in to see this.</p>\n", Mp4),
            VideoFault.Forbidden => Reply.TextAsync(context, 403, "URL signature mismatch"),
            VideoFault.Expired when addresses.Refuses(context.Request) => ExpiringAddresses.RefuseAsync(context),
            _ => ServeAsync(context, post),
        };
    }

    private async Task ServeAsync(HttpContext context, SimulatedPost post)
    {
        var file = VideoFormat.Make(post.Id, script.Bytes);
        var hangs = post.VideoFault == VideoFault.Hang && _hung.TryAdd(post.Id, true);
        var isPart = hangs || post.VideoFault is VideoFault.Truncated or VideoFault.Cut;
        context.Response.ContentType = Mp4;
        context.Response.ContentLength = post.VideoFault == VideoFault.Truncated ? file.Length / 2 : file.Length;
        await context.Response.Body.WriteAsync(file.AsMemory(0, isPart ? file.Length / 2 : file.Length), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        if (hangs)
            await Reply.HangAsync(context);
        if (post.VideoFault == VideoFault.Cut)
            context.Abort();
    }
}
