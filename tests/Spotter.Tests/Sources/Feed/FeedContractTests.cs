using System.Globalization;
using Microsoft.AspNetCore.Http;
using Spotter.Contracts.Pictures;
using Spotter.Contracts.Sources;
using Spotter.Sources;

namespace Spotter.Tests.Sources.Feed;

public sealed class FeedContractTests : PostSourceContract, IAsyncLifetime
{
    private const int PerPage = 10;

    private LoopbackServer _server = null!;

    public async Task InitializeAsync() => _server = await LoopbackServer.StartAsync(AnswerAsync);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    protected override string Shop => $"{_server.Address}/shop?page=0";

    protected override string Empty => $"{_server.Address}/empty";

    protected override string Missing => $"{_server.Address}/missing";

    protected override Task<IPostSource> OpenAsync() => Task.FromResult(_server.Source("feed"));

    private static Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/picture.png")
            return context.Response.Body.WriteAsync(SamplePictures.RedBluePng).AsTask();
        if (context.Request.Path != "/shop" && context.Request.Path != "/empty")
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        }

        var page = int.Parse(context.Request.Query["page"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture);
        var entries = context.Request.Path == "/empty" ? [] : Enumerable.Range(page * PerPage, PerPage).Select(Entry);
        var next = context.Request.Path == "/shop" && (page + 1) * PerPage < Posts ? $"<link rel='next' href='?page={page + 1}'/>" : "";
        return context.Response.WriteAsync($"<feed xmlns='http://www.w3.org/2005/Atom'>{next}{string.Concat(entries)}</feed>");
    }

    private static string Entry(int number) =>
        $"<entry><id>{number}</id><published>2026-01-{Posts - number:D2}T11:00:00Z</published>"
        + "<link rel='enclosure' type='image/png' href='/picture.png'/></entry>";
}
