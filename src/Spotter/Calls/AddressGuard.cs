using System.Net;
using System.Net.Sockets;

namespace Spotter.Calls;

/// <summary>
/// Tells public addresses from those that a stranger's link must not reach (https://www.iana.org/assignments/iana-ipv4-special-registry and
/// its IPv6 twin).
/// </summary>
internal static class AddressGuard
{
    private static readonly IPNetwork[] Refused =
    [
        .. new[]
        {
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            // 6to4, Teredo and documentation.
            "2002::/16", "2001::/32", "2001:db8::/32",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    public static bool IsAllowed(IPAddress address, bool allowLoopback)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (IPAddress.IsLoopback(plain))
            return allowLoopback;
        if (plain.AddressFamily == AddressFamily.InterNetworkV6 && !GlobalUnicast.Contains(plain))
            return false;

        return !Refused.Any(network => network.Contains(plain));
    }
}
