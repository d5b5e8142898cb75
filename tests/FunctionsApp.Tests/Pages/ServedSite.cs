using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Spotter.FunctionsApp.Pages;

namespace Spotter.FunctionsApp.Tests.Pages;

/// <summary>The app's one HTTP function, called for every request as the host calls it.</summary>
internal sealed class ServedSite : IAsyncDisposable
{
    private readonly WebApplication _server;

    private ServedSite(WebApplication server, Uri address)
    {
        _server = server;
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
    }

    /// <summary>Asks it. It follows no redirect and keeps no cookie.</summary>
    public HttpClient Client { get; }

    public static async Task<ServedSite> StartAsync(IServiceProvider services, DurableTaskClient client)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var server = builder.Build();
        var function = ActivatorUtilities.CreateInstance<SiteFunction>(services);
        // The worker has a routing of its own, which led here.
        server.Map("{*address}", (RequestDelegate)(context => function.Run(context.Request, client).ExecuteAsync(context)));
        await server.StartAsync();
        var addresses = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new ServedSite(server, new Uri(addresses.First()));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
    }
}
