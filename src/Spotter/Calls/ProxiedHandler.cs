using System.Net;

namespace Spotter.Calls;

/// <summary>Sends each request through one of the proxies, and notes which of them refuses.</summary>
internal sealed class ProxiedHandler(ProxyRoutes routes, Func<NamedProxy, SocketsHttpHandler> create) : HttpMessageHandler
{
    private readonly Dictionary<ProxyRoute, HttpMessageInvoker> _invokers =
        routes.All.ToDictionary(route => route, route => new HttpMessageInvoker(create(route.Proxy)));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var route = routes.Choose();
        if (request.RequestUri is null || route.Proxy.IsBypassed(request.RequestUri))
            return await _invokers[route].SendAsync(request, cancellationToken);

        try
        {
            var response = await _invokers[route].SendAsync(request, cancellationToken);
            if (response.StatusCode == HttpStatusCode.ProxyAuthenticationRequired)
            {
                response.Dispose();
                throw new HttpRequestException(HttpRequestError.ProxyTunnelError);
            }

            route.Work();
            return response;
        }
        catch (HttpRequestException error) when (IsProxys(error))
        {
            routes.Rest(route);
            throw new ProxyRefusedException(route.Name, error);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            foreach (var invoker in _invokers.Values)
                invoker.Dispose();
        base.Dispose(disposing);
    }

    // Nothing else is connected to. A proxy that cannot reach the target says so, and is well.
    private static bool IsProxys(HttpRequestException error) =>
        error.HttpRequestError
            is HttpRequestError.ProxyTunnelError or HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
        && error.InnerException is not (ForbiddenAddressException or TargetDownException)
        && error.StatusCode
            is not (HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout);
}
