using System.Net;
using System.Net.Sockets;

namespace Spotter.Calls;

/// <summary>Connects where a client may: here, at the resolved address, neither a redirect nor a changing name gets past the guard.</summary>
internal sealed class GuardedConnection(ClientReach reach)
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
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // A tunnel through a proxy is asked for with CONNECT, to the proxy; any other request that connects elsewhere than its address says goes through one.
    private bool IsProxy(SocketsHttpConnectionContext context) => reach.AllowsProxy
        && (context.InitialRequestMessage.Method == HttpMethod.Connect
            || !string.Equals(context.InitialRequestMessage.RequestUri?.IdnHost, context.DnsEndPoint.Host, StringComparison.OrdinalIgnoreCase));
}
