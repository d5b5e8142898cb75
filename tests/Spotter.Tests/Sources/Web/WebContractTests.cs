using System.Globalization;
using Microsoft.AspNetCore.Http;
using Spotter.Contracts.Pictures;
using Spotter.Contracts.Sources;
using Spotter.Sources;

namespace Spotter.Tests.Sources.Web;

public sealed class WebContractTests : PostSourceContract, IAsyncLifetime
{
    private const int PerPage = 10;

    private Loopback _site = null!;
    private LoopbackServer _server = null!;

    public async Task InitializeAsync()
    {
        _site = await Loopback.StartAsync(AnswerAsync);
        _server = await LoopbackServer.StartAsync(
            AnswerAsync,
            ("Sources:Web:Sites:shop:Address", $"{_site.Address}/shop"),
            ("Sources:Web:Sites:shop:Links", "a.next"),
            ("Sources:Web:Sites:shop:Depth", "5"),
            ("Sources:Web:Sites:empty:Address", $"{_site.Address}/empty"),
            ("Sources:Web:Sites:missing:Address", $"{_site.Address}/missing"),
            ("Sources:Web:PictureWait", "00:00:00"));
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _site.DisposeAsync();
    }

    protected override Task<IPostSource> OpenAsync() => Task.FromResult(_server.Source("web"));

    private static Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path.Value!.EndsWith(".png", StringComparison.Ordinal))
            return context.Response.Body.WriteAsync(SamplePictures.RedBluePng).AsTask();
        if (context.Request.Path == "/empty")
            return context.Response.WriteAsync("<html><p>Nothing yet.");
        if (context.Request.Path != "/shop")
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        }

        var page = int.Parse(context.Request.Query["page"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture);
        var pictures = Enumerable.Range(page * PerPage, PerPage).Select(number =>
            $"<figure><img src=/{number}.png><time datetime=2026-01-{Posts - number:D2}T11:00Z></figure>");
        var next = (page + 1) * PerPage < Posts ? $"<a class=next href='?page={page + 1}'>older</a>" : "";
        return context.Response.WriteAsync($"<html>{string.Concat(pictures)}{next}");
    }
}
