namespace Spotter.Calls;

/// <summary>Where a client may connect: to public addresses, and beyond them to no more than this.</summary>
public sealed class ClientReach
{
    private readonly HashSet<string> _hosts = new(StringComparer.OrdinalIgnoreCase);

    private ClientReach()
    {
    }

    internal bool AllowsLoopback { get; private init; }

    internal bool AllowsProxy { get; private init; }

    /// <summary>
    /// For addresses that strangers wrote. No proxy of the machine is used: it would connect in our place, past the guard. One that the
    /// operator names is.
    /// </summary>
    /// <param name="allowLoopback">True lets them be of this machine (127.0.0.0/8, ::1).</param>
    public static ClientReach OfStrangers(bool allowLoopback) => new() { AllowsLoopback = allowLoopback };

    /// <summary>
    /// For servers that the settings name: those are reached wherever they are, through the machine's proxy if it has one. What their
    /// answers lead to must be public, or of this machine where one of them is.
    /// </summary>
    /// <param name="addresses">The servers' addresses; those that are none are passed over.</param>
    public static ClientReach OfSettings(params IEnumerable<string?> addresses)
    {
        var servers = addresses
            .Select(address => Uri.TryCreate(address, UriKind.Absolute, out var server) ? server : null)
            .OfType<Uri>()
            .ToList();
        var reach = new ClientReach { AllowsLoopback = servers.Any(server => server.IsLoopback), AllowsProxy = true };
        reach._hosts.UnionWith(servers.Select(server => server.IdnHost));
        return reach;
    }

    internal bool Names(string host) => _hosts.Contains(host);
}
