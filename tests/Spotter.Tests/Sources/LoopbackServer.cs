using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Pictures;
using Spotter.Sources;

namespace Spotter.Tests.Sources;

/// <summary>A real server on loopback that answers as a test says, and the sources set up to ask it.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ServiceProvider _services;

    private LoopbackServer(WebApplication app, ServiceProvider services) => (_app, _services) = (app, services);

    public string Address => AddressOf(_app);

    public PictureDownloader Downloader => _services.GetRequiredService<PictureDownloader>();

    public static async Task<LoopbackServer> StartAsync(RequestDelegate answer, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();

        Dictionary<string, string?> values = new()
        {
            ["Sources:Instagram:BaseAddress"] = AddressOf(app),
            ["Sources:Instagram:UserId"] = "1784",
            ["Sources:Instagram:AccessToken"] = "SECRET",
            ["Sources:InstagramWeb:BaseAddress"] = AddressOf(app),
            ["Sources:InstagramWeb:Enabled"] = "true",
            ["Pictures:AllowLoopback"] = "true",
            ["Pictures:Retries"] = "0",
        };
        foreach (var (key, value) in settings)
            values[key] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        return new LoopbackServer(app, new ServiceCollection().AddSources(configuration).BuildServiceProvider());
    }

    public static Task<LoopbackServer> StartAsync(int status, string body, params (string Name, string Value)[] headers) => StartAsync(context =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        return context.Response.WriteAsync(body);
    });

    public Task<PageResult> FetchAsync(string source, string? cursor = null) =>
        _services.GetServices<IPostSource>().Single(one => one.Name == source).FetchPageAsync(new PageRequest("shop", cursor, 50), CancellationToken.None);

    public Task<PictureDownload> DownloadAsync(string path = "/a.jpg") => Downloader.DownloadAsync(Address + path, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        using var atOnce = new CancellationTokenSource(100);
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }

    private static string AddressOf(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
}
