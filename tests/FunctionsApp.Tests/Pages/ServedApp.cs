using Microsoft.Extensions.DependencyInjection;
using Spotter.FunctionsApp.Tests.Orchestration;

namespace Spotter.FunctionsApp.Tests.Pages;

/// <summary>The app with the Durable engine, asked over HTTP with its key.</summary>
internal sealed class ServedApp : IAsyncDisposable
{
    private readonly ScanWorld _world;
    private readonly ServedSite _site;

    private ServedApp(ScanWorld world, DurableHost host, ServedSite site)
    {
        (_world, Host, _site) = (world, host, site);
        Client.DefaultRequestHeaders.Add("x-functions-key", ScanWorld.Key);
    }

    public DurableHost Host { get; }

    public HttpClient Client => _site.Client;

    /// <summary>Starts it.</summary>
    /// <param name="world">What it watches; it ends with the app.</param>
    /// <param name="add">Adds what a test needs besides.</param>
    public static async Task<ServedApp> StartAsync(ScanWorld world, Action<IServiceCollection>? add = null)
    {
        var host = await DurableHost.StartAsync(services =>
        {
            world.AddAzure(services);
            add?.Invoke(services);
        });
        return new ServedApp(world, host, await ServedSite.StartAsync(host.Services, host.Client));
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await Host.DisposeAsync();
        await _world.DisposeAsync();
    }
}
