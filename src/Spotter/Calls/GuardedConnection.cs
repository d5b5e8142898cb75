using System.Net;
using System.Net.Sockets;

namespace Spotter.Calls;

/// <summary>Connects where a client may: at the resolved address, so that no redirect and no changing name gets past the guard.</summary>
internal sealed class GuardedConnection(ClientReach reach, NamedProxy? proxy)
{
    /// <exception cref="ForbiddenAddressException">The host has no address that the client may reach.</exception>
    public async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint;
        var resolved = await Dns.GetHostAddressesAsync(host.Host, cancellationToken);
        var allowed = reach.Names(host.Host) || IsProxy(context)
            ? resolved
            : [.. resolved.Where(address => AddressGuard.IsAllowed(address, reach.AllowsLoopback))];
        if (allowed.Length == 0)
            throw new ForbiddenAddressException(host.Host);

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, host.Port, cancellationToken);
            return proxy?.IsSocks5 == true && IsProxy(context) ? new SocksStream(socket) : new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // A tunnel is asked for with CONNECT, to the proxy; any other request that connects elsewhere than its address says goes through one.
    private bool IsProxy(SocketsHttpConnectionContext context)
    {
        var request = context.InitialRequestMessage;
        return (proxy?.IsAt(context.DnsEndPoint) ?? reach.AllowsProxy)
            && (request.Method == HttpMethod.Connect
                || !string.Equals(request.RequestUri?.IdnHost, context.DnsEndPoint.Host, StringComparison.OrdinalIgnoreCase));
    }
}
