using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spotter.Web.Entrance;

namespace Spotter.Web;

/// <summary>The pages on one machine, at <see cref="WebOptions.Address"/>.</summary>
public sealed class LocalSite : IAsyncDisposable
{
    private const long MaxConnections = 200;

    private readonly WebApplication _app;

    private LocalSite(WebApplication app, Uri address) => (_app, Address) = (app, address);

    /// <summary>Where they are.</summary>
    public Uri Address { get; }

    /// <summary>Serves the pages.</summary>
    /// <param name="services">Where <see cref="SiteServices.AddSite"/> was called.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>Null where the settings want none.</returns>
    /// <exception cref="IOException">The port is taken, or the address cannot be listened at.</exception>
    public static async Task<LocalSite?> StartAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (services.GetRequiredService<IOptions<WebOptions>>().Value.Place is not { } place)
            return null;

        try
        {
            return await StartAsync(services, place, cancellationToken);
        }
        catch (Exception error) when (error is SocketException or InvalidOperationException)
        {
            throw new IOException(error.Message, error);
        }
    }

    private static async Task<LocalSite> StartAsync(IServiceProvider services, Uri place, CancellationToken cancellationToken)
    {
        var app = Build(place);
        try
        {
            services.GetRequiredService<Site>().Map(app);
            await app.StartAsync(cancellationToken);
            var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
            return new LocalSite(app, new UriBuilder(place) { Port = new Uri(addresses.First()).Port }.Uri);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Whoever listens for news would hold it open.
        using var atOnce = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }

    private static WebApplication Build(Uri place)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Site.MaxBody;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            Listen(kestrel, place);
        });
        builder.Services.AddSiteHosting();
        return builder.Build();
    }

    private static void Listen(KestrelServerOptions kestrel, Uri place)
    {
        if (IPAddress.TryParse(place.Host.Trim('[', ']'), out var address))
            kestrel.Listen(address, place.Port);
        else
            kestrel.ListenLocalhost(place.Port);
    }
}
