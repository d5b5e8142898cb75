using System.Text.Json.Serialization;

namespace Spotter.Sources.Instagram;

/// <summary>One set of figures of the Graph API's usage headers, in percent of what is allowed.</summary>
internal sealed record UsageFigures
{
    public double? CallCount { get; init; }

    [JsonPropertyName("total_cputime")]
    public double? TotalCpuTime { get; init; }

    public double? TotalTime { get; init; }

    /// <summary>In minutes; 0 while access is not lost.</summary>
    public double? EstimatedTimeToRegainAccess { get; init; }

    [JsonIgnore]
    public IEnumerable<double?> Shares => [CallCount, TotalCpuTime, TotalTime];
}
