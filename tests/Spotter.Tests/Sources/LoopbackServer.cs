using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Pictures;
using Spotter.Settings;
using Spotter.Sources;

namespace Spotter.Tests.Sources;

/// <summary>A real server on loopback that answers as a test says, and the sources of every host, set up to ask it.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly Loopback _server;
    private readonly ServiceProvider _services;

    private LoopbackServer(Loopback server, ServiceProvider services) => (_server, _services) = (server, services);

    public string Address => _server.Address;

    public PictureDownloader Downloader => _services.GetRequiredService<PictureDownloader>();

    public static Task<LoopbackServer> StartAsync(RequestDelegate answer, params (string Key, string Value)[] settings) =>
        StartAsync(answer, videos: null, settings);

    /// <param name="answer">What it answers.</param>
    /// <param name="videos">Keeps files of videos; null for none.</param>
    /// <param name="settings">What is not left at its default.</param>
    public static async Task<LoopbackServer> StartAsync(
        RequestDelegate answer, IVideoStore? videos, params (string Key, string Value)[] settings)
    {
        var server = await Loopback.StartAsync(answer);
        var defaults = AddressSettings().ToDictionary(setting => setting, _ => (string?)server.Address);
        defaults["Sources:Instagram:UserId"] = "1784";
        defaults["Sources:Instagram:AccessToken"] = "SECRET";
        defaults["Sources:InstagramWeb:Enabled"] = "true";
        defaults["Pictures:AllowLoopback"] = "true";
        defaults["Pictures:Retries"] = "0";
        defaults["Sources:Feed:AllowLoopback"] = "true";
        defaults["Sources:Web:AllowLoopback"] = "true";
        var configuration = Loopback.Configure(defaults, settings);
        var services = new ServiceCollection().AddSources(configuration);
        if (videos is not null)
            services.AddSingleton(videos);
        return new LoopbackServer(server, services.BuildServiceProvider());
    }

    public static Task<LoopbackServer> StartAsync(
        int status, string body, params (string Name, string Value)[] headers) => StartAsync(context =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        return context.Response.WriteAsync(body);
    });

    public IPostSource Source(string name) => _services.GetServices<IPostSource>().Single(one => one.Name == name);

    public Task<PageResult> FetchAsync(string source, string? cursor = null, int limit = 50) =>
        Source(source).FetchPageAsync(new PageRequest("shop", cursor, limit), CancellationToken.None);

    public Task<PictureDownload> DownloadAsync(string path = "/a.jpg") => Downloader.DownloadAsync(Address + path, CancellationToken.None);

    public Task<VideoDownload> DownloadVideoAsync(string path = "/a.mp4", Action<long>? came = null) =>
        _services.GetRequiredService<VideoDownloader>().DownloadAsync(Address + path, came, CancellationToken.None);

    // Every source that has a server asks this one, a source that is added tomorrow too.
    private static IEnumerable<string> AddressSettings() =>
        new ServiceCollection().AddSources(new ConfigurationBuilder().Build()).FindSettings()
            .Where(section => section.Section.StartsWith("Sources:", StringComparison.Ordinal))
            .SelectMany(section => section.SettingNames)
            .Where(setting => setting.EndsWith(":BaseAddress", StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _server.DisposeAsync();
    }
}
