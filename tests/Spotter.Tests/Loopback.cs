using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Spotter.Tests;

/// <summary>A real server on this machine that answers as a test says.</summary>
internal sealed class Loopback : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Loopback(WebApplication app) => _app = app;

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<Loopback> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return new Loopback(app);
    }

    /// <summary>The settings of a test over those that all tests of a server have.</summary>
    public static IConfiguration Configure(Dictionary<string, string?> defaults, (string Key, string Value)[] settings)
    {
        foreach (var (key, value) in settings)
            defaults[key] = value;
        return new ConfigurationBuilder().AddInMemoryCollection(defaults).Build();
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(100);
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }
}
