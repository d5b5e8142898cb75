using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Spotter.Simulator.Protocol;

/// <summary>Signed addresses whose first signature has expired: a page that is read after one was refused tells another.</summary>
internal sealed class ExpiringAddresses
{
    private const string Expired = "1";
    private const string Good = "2";

    private readonly ConcurrentDictionary<string, bool> _refused = new();

    /// <summary>The address of a path, as a page tells it now.</summary>
    public string Sign(string path) => $"{path}?signature={(_refused.ContainsKey(path) ? Good : Expired)}";

    /// <summary>True where the call's signature has expired.</summary>
    public bool Refuses(HttpRequest request)
    {
        if (request.Query["signature"] == Good)
            return false;

        _refused.TryAdd(request.Path, true);
        return true;
    }

    /// <summary>What is said then.</summary>
    public static Task RefuseAsync(HttpContext context) => Reply.TextAsync(context, 403, "URL signature expired");
}
