using System.Net;

namespace Spotter.Calls;

/// <summary>
/// The proxy that the operator names. It finds the addresses of names itself, where no guard of ours sees them; addresses that are private
/// as they are written
/// are called without it, and so meet the guard.
/// </summary>
internal sealed class NamedProxy(Uri address) : IWebProxy
{
    /// <inheritdoc/>
    public ICredentials? Credentials { get; set; } = CredentialsOf(address);

    /// <summary>True where it speaks SOCKS 5.</summary>
    public bool IsSocks5 => address.Scheme.StartsWith("socks5", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : address;

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) =>
        host.IsLoopback || (IPAddress.TryParse(host.IdnHost, out var written) && !AddressGuard.IsAllowed(written, allowLoopback: false));

    /// <summary>True for the place where the proxy listens.</summary>
    public bool IsAt(DnsEndPoint place) =>
        place.Port == address.Port && string.Equals(place.Host, address.IdnHost, StringComparison.OrdinalIgnoreCase);

    private static NetworkCredential? CredentialsOf(Uri address)
    {
        var parts = address.UserInfo.Split(':', 2);
        return address.UserInfo.Length == 0
            ? null
            : new NetworkCredential(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts.Length > 1 ? parts[1] : ""));
    }
}
