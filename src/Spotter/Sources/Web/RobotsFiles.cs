using System.Collections.Concurrent;
using System.Text;
using Spotter.Calls;
using Spotter.Sources.Html;

namespace Spotter.Sources.Web;

/// <summary>The robots.txt of each host, asked for once a day.</summary>
internal sealed class RobotsFiles(TimeProvider time)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, (RobotsFile File, DateTimeOffset ReadAt)> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The file of an address's host, or why it cannot be known what that allows. One that is not there allows all; one that cannot be had
    /// for an outage allows nothing meanwhile (RFC 9309, 2.3.1).
    /// </summary>
    public async Task<(RobotsFile? File, SourceFailure? Failure)> FindAsync(
        HttpClient client, Uri address, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var host = address.GetLeftPart(UriPartial.Authority);
        if (_known.TryGetValue(host, out var known) && time.GetUtcNow() - known.ReadAt < MaxAge)
            return (known.File, null);

        var (_, answer, failure) = await StrangerPages.GetAsync(
            client, new Uri(address, "/robots.txt"), "text/plain, */*;q=0.5", null, timeout, time, cancellationToken);
        if (failure is { Kind: FailureKind.Transient })
            return (null, failure with { Message = $"{failure.Message} It was asked for robots.txt." });

        var file = failure is null ? RobotsFile.Parse(Encoding.UTF8.GetString(answer.Body), StrangerPages.Agent) : RobotsFile.AllowsAll;
        _known[host] = (file, time.GetUtcNow());
        return (file, null);
    }
}
