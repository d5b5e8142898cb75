using System.Diagnostics.Metrics;
using Spotter.Calls;

namespace Spotter.Scanning;

/// <summary>What scans do, as metrics.</summary>
public sealed class ScanMetrics : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Spotter";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<int> _posts;
    private readonly Counter<int> _failures;
    private readonly Histogram<double> _alertDelay;

    /// <summary>Creates the instruments.</summary>
    public ScanMetrics()
    {
        _posts = _meter.CreateCounter<int>("spotter.posts", "{post}", "Posts seen for the first time.");
        _failures = _meter.CreateCounter<int>("spotter.failures", "{failure}", "Calls to a source that failed, by kind.");
        _alertDelay = _meter.CreateHistogram<double>("spotter.alert.delay", "s", "From the post to the arrival of its alert.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void CountPosts(int posts) => _posts.Add(posts);

    internal void CountFailure(FailureKind kind) => _failures.Add(1, KeyValuePair.Create<string, object?>("kind", kind.ToString()));

    internal void RecordAlertDelay(TimeSpan delay) => _alertDelay.Record(delay.TotalSeconds);
}
