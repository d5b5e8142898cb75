using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Spotter.Pictures;
using Spotter.Simulator.Accounts;
using Spotter.Simulator.Drawing;
using Spotter.Simulator.Protocol;
using Spotter.Simulator.Scenarios;

namespace Spotter.Simulator.Pictures;

/// <summary>Serves the posts' pictures, drawn when they are asked for.</summary>
internal sealed class PictureServer(
    AccountBook book, PictureScript script, IPictureRenderer? renderer, ExpiringAddresses addresses, TimeProvider clock)
{
    private const int MaxCached = 64;
    private const string Jpeg = "image/jpeg";

    private readonly ConcurrentDictionary<(PictureKind, int), Lazy<byte[]>> _drawn = new();

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/pictures/{post:long}/{index:int}.jpg", AnswerAsync);
        routes.MapGet("/pictures/recorded/{seed:int}.jpg", AnswerRecordedAsync);
    }

    private Task AnswerRecordedAsync(HttpContext context)
    {
        var seed = RouteNumber(context, "seed");
        var kind = seed % 4 == 0 ? PictureKind.SpecialsBoard : PictureKind.Other;
        return ServeAsync(context, new SimulatedPicture(kind, (int)seed), string.Create(CultureInfo.InvariantCulture, $"recorded {seed}"));
    }

    private Task AnswerAsync(HttpContext context)
    {
        var (id, index) = (RouteNumber(context, "post"), (int)RouteNumber(context, "index"));
        if (book.FindPost(id) is not { } post || index < 0 || index >= post.Pictures.Count)
            return Reply.TextAsync(context, 404, "no such picture");

        return ServeAsync(context, post.Pictures[index], string.Create(CultureInfo.InvariantCulture, $"post {id} picture {index}"));
    }

    private Task ServeAsync(HttpContext context, SimulatedPicture picture, string stamp) => picture.Fault switch
    {
        PictureFault.Missing => Reply.TextAsync(context, 404, "not found"),
        PictureFault.Expired when addresses.Refuses(context.Request) => ExpiringAddresses.RefuseAsync(context),
        PictureFault.ZeroByte => Reply.BytesAsync(context, 200, ReadOnlyMemory<byte>.Empty, Jpeg),
        PictureFault.Text => Reply.TextAsync(context, 200, "This is not a picture, whatever its name says.\n", Jpeg),
        PictureFault.Huge => Reply.BytesAsync(context, 200, PictureFormat.HugePng(), "image/png"),
        PictureFault.Hang => Reply.HangAsync(context),
        _ => ServeFileAsync(context, picture, stamp),
    };

    private async Task ServeFileAsync(HttpContext context, SimulatedPicture picture, string stamp)
    {
        var (type, parts) = await ReadAsync(picture, stamp, context.RequestAborted);
        var length = parts.Sum(part => part.Length);
        var served = picture.Fault is PictureFault.Truncated or PictureFault.Cut ? length / 2 : length;
        context.Response.ContentType = type;
        context.Response.ContentLength = picture.Fault == PictureFault.Cut ? length : served;
        await WriteAsync(context, parts, served, slow: picture.Fault == PictureFault.Slow);
        if (picture.Fault == PictureFault.Cut)
            context.Abort();
    }

    private async Task WriteAsync(HttpContext context, IReadOnlyList<ReadOnlyMemory<byte>> parts, int served, bool slow)
    {
        foreach (var part in parts)
        {
            if (slow)
                await Reply.WaitAsync(context, TimeSpan.FromSeconds(1), clock);
            var length = Math.Min(part.Length, served);
            served -= length;
            await context.Response.Body.WriteAsync(part[..length], context.RequestAborted);
            if (slow || served == 0)
                await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    private async Task<(string Type, IReadOnlyList<ReadOnlyMemory<byte>> Parts)> ReadAsync(
        SimulatedPicture picture, string stamp, CancellationToken cancellationToken)
    {
        if (picture.File is { } file)
            return (PictureExtensions.FindMediaType(file) ?? Jpeg, [await File.ReadAllBytesAsync(file, cancellationToken)]);
        if (renderer is null)
            return ("image/png", [PictureFormat.PlainPng(picture.Seed, stamp)]);

        var drawn = Draw(picture);
        return (Jpeg, [drawn.AsMemory(0, 2), PictureFormat.Comment(stamp), drawn.AsMemory(2)]);
    }

    private byte[] Draw(SimulatedPicture picture)
    {
        var seed = script.Variants > 0 ? picture.Seed % script.Variants : picture.Seed;
        if (_drawn.Count > MaxCached && script.Variants <= MaxCached)
            _drawn.Clear();
        return _drawn.GetOrAdd((picture.Kind, seed), key => new Lazy<byte[]>(() => Render(key.Item1, key.Item2))).Value;
    }

    private byte[] Render(PictureKind kind, int seed) => renderer!.Render(PictureArtist.Draw(kind, seed, script.Width), script.Quality);

    private static long RouteNumber(HttpContext context, string name) =>
        long.Parse(context.Request.RouteValues[name]!.ToString()!, CultureInfo.InvariantCulture);
}
