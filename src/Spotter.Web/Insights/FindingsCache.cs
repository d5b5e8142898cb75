using Microsoft.Extensions.Caching.Memory;
using Spotter.Reporting;

namespace Spotter.Web.Insights;

/// <summary>Computes findings one after the other and keeps the last ones for a minute: all posts are read for them.</summary>
internal sealed class FindingsCache(FindingsGatherer gatherer) : IDisposable
{
    private const int Kept = 8;

    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = Kept });

    /// <summary>The findings that an address asks for.</summary>
    /// <param name="address">Names them among others.</param>
    /// <param name="request">Which posts.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Findings> FindAsync(string address, FindingsRequest request, CancellationToken cancellationToken)
    {
        // What is known need not wait for what is computed.
        if (_known.TryGetValue(address, out Findings? before))
            return before!;

        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_known.TryGetValue(address, out Findings? known))
                return known!;

            var findings = await gatherer.GatherAsync(request, progress: null, cancellationToken);
            _known.Set(address, findings, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Lasts });
            return findings;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _turn.Dispose();
        _known.Dispose();
    }
}
