using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Spotter.Web.Entrance;

/// <summary>
/// Slows whoever tries wrong keys: after five of them each further one has to wait, 1, 2, 4 and at most 30 seconds. The right one waits,
/// too: who shares an address with somebody that goes on trying is kept out as long. What is remembered is bounded, and is forgotten ten
/// minutes after the last wrong key.
/// </summary>
internal sealed class SignInPace(TimeProvider time)
{
    /// <summary>So many wrong keys cost nothing.</summary>
    public const int Free = 5;

    /// <summary>How many clients are remembered; another one takes the place of the one that tried longest ago.</summary>
    public const int MaxClients = 1_000;

    /// <summary>The longest wait.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    // Two halves of an IPv6 address: the second one is the client's to choose.
    private const int NetworkBytes = 8;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Tries> _clients = new(StringComparer.Ordinal);

    /// <summary>How many clients are remembered now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _clients.Count;
        }
    }

    /// <summary>Tries a key, where the client need not wait.</summary>
    /// <param name="client">Who tries.</param>
    /// <param name="fits">Tells whether the key is the right one.</param>
    /// <returns>For how long to wait, and the key was not looked at; null where it was.</returns>
    public (bool Fits, TimeSpan? Wait) Try(string client, Func<bool> fits)
    {
        // Tries side by side are tries one after the other.
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var known = _clients.GetValueOrDefault(client) is { } tries && now - tries.LastAt < Remembered ? tries : null;
            if (known is not null && known.LastAt + WaitAfter(known.Wrong) - now is { Ticks: > 0 } wait)
                return (false, wait);
            if (fits())
            {
                _clients.Remove(client);
                return (true, null);
            }

            MakeRoom(client, now);
            _clients[client] = new Tries((known?.Wrong ?? 0) + 1, now);
            return (false, null);
        }
    }

    /// <summary>Whom a request comes from, for a person at a page or for a program, which do not slow each other.</summary>
    public static string ClientOf(HttpRequest request, bool isProgram)
    {
        // Proxies that are trusted were seen through before.
        var address = request.HttpContext.Connection.RemoteIpAddress;
        return $"{(isProgram ? "program" : "person")} {NetworkOf(address)}";
    }

    private static string NetworkOf(IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true })
            address = address.MapToIPv4();
        return address is { AddressFamily: AddressFamily.InterNetworkV6 }
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, NetworkBytes))
            : $"{address}";
    }

    private static TimeSpan WaitAfter(int wrong) => wrong < Free
        ? TimeSpan.Zero
        : TimeSpan.FromSeconds(Math.Min(MaxWait.TotalSeconds, Math.Pow(2, Math.Min(wrong - Free, 10))));

    private void MakeRoom(string client, DateTimeOffset now)
    {
        if (_clients.Count < MaxClients || _clients.ContainsKey(client))
            return;

        foreach (var (old, _) in _clients.Where(one => now - one.Value.LastAt >= Remembered).ToList())
            _clients.Remove(old);
        if (_clients.Count >= MaxClients)
            _clients.Remove(_clients.MinBy(one => one.Value.LastAt).Key);
    }

    private sealed record Tries(int Wrong, DateTimeOffset LastAt);
}
