using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Spotter.Web.Entrance;

/// <summary>The proxies whose word on whom they pass on counts.</summary>
internal static class Proxies
{
    /// <summary>Takes that word from some of them, and from nobody else.</summary>
    /// <param name="proxies">Addresses and networks that <see cref="TryRead"/> takes.</param>
    public static void UseProxies(this IApplicationBuilder app, IEnumerable<string> proxies)
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            // From the last one backwards, up to the first that is no proxy: what that one says is its own word.
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var text in proxies)
            if (TryRead(text, out var network))
                options.KnownIPNetworks.Add(network.Value);
        if (options.KnownIPNetworks.Count > 0)
            app.UseForwardedHeaders(options);
    }

    /// <summary>Reads an address, or a network in CIDR notation.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out IPNetwork? network)
    {
        network = IPNetwork.TryParse(text, out var read)
            ? read
            : IPAddress.TryParse(text, out var address) && IsWhole(address, text)
                ? new IPNetwork(address, 8 * address.GetAddressBytes().Length)
                : null;
        return network is not null;
    }

    // A 10 alone is 0.0.0.10, and nobody means that.
    private static bool IsWhole(IPAddress address, string text) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == text;
}
