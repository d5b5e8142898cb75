using System.Security.Cryptography;
using System.Text;

namespace Spotter.Calls;

/// <summary>A proxy that the operator names, and how well it does.</summary>
public sealed class ProxyRoute
{
    private readonly Lock _lock = new();
    private DateTimeOffset _restsUntil;
    private int _failures;
    private int _refusals;

    internal ProxyRoute(Uri address, string name) => (Proxy, Name) = (new NamedProxy(address), name);

    /// <summary>
    /// Names it without a secret, the same in every run: where it listens, and a hash of the user by which it tells several of them apart;
    /// where only their passwords do, a number.
    /// </summary>
    public string Name { get; }

    internal NamedProxy Proxy { get; }

    /// <summary>The routes through proxies, each once.</summary>
    internal static IReadOnlyList<ProxyRoute> Of(IEnumerable<string> proxies) =>
    [
        .. proxies.Distinct(StringComparer.Ordinal).Select(text => new Uri(text)).GroupBy(NameOf).SelectMany(same =>
            same.Select((address, index) => new ProxyRoute(address, index == 0 ? same.Key : $"{same.Key}-{index + 1}"))),
    ];

    private static string NameOf(Uri address) =>
        address.UserInfo.Length == 0 ? Shown(address) : $"{Shown(address)}-{HashOf(address.UserInfo.Split(':')[0])}";

    /// <summary>Until when it makes no call, because it refused the last one; a time that is over where it did not.</summary>
    public DateTimeOffset RestsUntil
    {
        get
        {
            lock (_lock)
                return _restsUntil;
        }
    }

    /// <summary>How often in a row a source has refused calls that came through it, with this one.</summary>
    public int CountRefusal()
    {
        lock (_lock)
            return ++_refusals;
    }

    /// <summary>A source answered a call that came through it.</summary>
    public void EndRefusals()
    {
        lock (_lock)
            _refusals = 0;
    }

    internal void Rest(Func<int, DateTimeOffset> until)
    {
        lock (_lock)
            _restsUntil = until(++_failures);
    }

    internal void Work()
    {
        lock (_lock)
            (_failures, _restsUntil) = (0, default);
    }

    private static string Shown(Uri address) => $"{address.IdnHost}:{address.Port}";

    private static string HashOf(string user) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(user)))[..6];
}
