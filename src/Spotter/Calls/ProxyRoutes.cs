using Microsoft.Extensions.Options;

namespace Spotter.Calls;

/// <summary>The proxies that the operator names. One that refuses is rested, longer each time; the others go on meanwhile.</summary>
public sealed class ProxyRoutes(IOptions<HttpOptions> options, IOptions<RetryOptions> retries, TimeProvider time)
{
    private readonly AsyncLocal<ProxyRoute?> _inUse = new();
    private readonly RetryPolicy _retries = new(retries, time);
    private int _next = -1;

    /// <summary>All of them; none where calls are made without.</summary>
    public IReadOnlyList<ProxyRoute> All { get; } = options.Value.FindRoutes();

    /// <summary>Those that do not rest, in turn beginning with another one each time.</summary>
    public IReadOnlyList<ProxyRoute> ListOpen()
    {
        var first = (int)((uint)Interlocked.Increment(ref _next) % Math.Max(1, (uint)All.Count));
        var now = time.GetUtcNow();
        return [.. All.Skip(first).Concat(All.Take(first)).Where(route => route.RestsUntil <= now)];
    }

    /// <summary>When the first of them has rested; null where there are none.</summary>
    public DateTimeOffset? FindEndOfRest() => All.Count == 0 ? null : All.Min(route => route.RestsUntil);

    /// <summary>Sends whatever is called until the end through one of them.</summary>
    public IDisposable Use(ProxyRoute route)
    {
        _inUse.Value = route;
        return new Usage(_inUse);
    }

    /// <summary>The one that the next request goes through. Where all of them rest, the one that has rested first.</summary>
    internal ProxyRoute Choose() => _inUse.Value ?? (ListOpen() is [var open, ..] ? open : All.MinBy(route => route.RestsUntil)!);

    /// <summary>Rests one that refused a request.</summary>
    internal void Rest(ProxyRoute route) =>
        route.Rest(failures => time.GetUtcNow() + _retries.DelayAfter(new SourceFailure(FailureKind.Transient, ""), failures));

    private sealed class Usage(AsyncLocal<ProxyRoute?> inUse) : IDisposable
    {
        public void Dispose() => inUse.Value = null;
    }
}
