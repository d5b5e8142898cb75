using System.Text.Json.Serialization;
using Spotter.Posts;

namespace Spotter.Scanning;

/// <summary>
/// How the records of scans are kept, and what orchestrations and activities pass on: camel case, absent values left out.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(OwedMarker))]
[JsonSerializable(typeof(ScanProgress))]
[JsonSerializable(typeof(ScanSummary))]
[JsonSerializable(typeof(ScanStatus))]
[JsonSerializable(typeof(MonitorTick))]
[JsonSerializable(typeof(BeginScanInput))]
[JsonSerializable(typeof(ScanPlan))]
[JsonSerializable(typeof(FetchPageInput))]
[JsonSerializable(typeof(FetchedPage))]
[JsonSerializable(typeof(PostTask))]
[JsonSerializable(typeof(PostStep))]
[JsonSerializable(typeof(AlertTask))]
[JsonSerializable(typeof(AlertStep))]
[JsonSerializable(typeof(CompleteScanInput))]
[JsonSerializable(typeof(HoldLeaseInput))]
[JsonSerializable(typeof(PredictAccountInput))]
[JsonSerializable(typeof(PredictedAccount))]
[JsonSerializable(typeof(MonitorRequest))]
[JsonSerializable(typeof(MonitorSummary))]
[JsonSerializable(typeof(FindDueWatchesInput))]
[JsonSerializable(typeof(DueWatches))]
[JsonSerializable(typeof(EndLookInput))]
public sealed partial class ScanJson : JsonSerializerContext;
