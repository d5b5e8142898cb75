using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spotter.Settings;

namespace Spotter.Calls;

/// <summary>Registers what calls servers.</summary>
public static class ClientServices
{
    /// <summary>Adds how servers are called.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Holds the section <c>Http</c>.</param>
    public static IServiceCollection AddHttp(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSettings<HttpOptions>(configuration, "Http");

    /// <summary>
    /// Adds a client for <see cref="IHttpClientFactory"/> that connects only where <see cref="ClientReach"/> lets it, follows no redirect,
    /// keeps no cookie and writes no log: addresses may hold tokens, and a redirect is an answer to look at. Its caller counts the timeout.
    /// </summary>
    /// <param name="name">The client's name.</param>
    /// <param name="reach">Where it may connect, asked for when the first client is made.</param>
    /// <param name="configure">What is different for this client.</param>
    public static IHttpClientBuilder AddGuardedClient(
        this IServiceCollection services,
        string name,
        Func<IServiceProvider, ClientReach> reach,
        Action<SocketsHttpHandler>? configure = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ProxyRoutes>();
        return services.AddHttpClient(name, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(provider => CreateHandler(
                reach(provider), provider.GetRequiredService<ProxyRoutes>(), configure));
    }

    private static HttpMessageHandler CreateHandler(ClientReach reach, ProxyRoutes routes, Action<SocketsHttpHandler>? configure) =>
        routes.All.Count == 0
            ? CreateHandler(reach, (NamedProxy?)null, configure)
            : new ProxiedHandler(routes, proxy => CreateHandler(reach, proxy, configure));

    private static SocketsHttpHandler CreateHandler(ClientReach reach, NamedProxy? proxy, Action<SocketsHttpHandler>? configure)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            Proxy = proxy,
            UseProxy = reach.AllowsProxy || proxy is not null,
            ConnectCallback = new GuardedConnection(reach, proxy).OpenAsync,
        };
        configure?.Invoke(handler);
        return handler;
    }
}
