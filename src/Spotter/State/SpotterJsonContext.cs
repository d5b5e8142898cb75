using System.Text.Json.Serialization;
using Spotter.Alerting;
using Spotter.Classifying.Hosted;
using Spotter.Corrections;
using Spotter.Scanning;
using Spotter.Watching;

namespace Spotter.State;

/// <summary>How the product's records are written: camel case, absent values left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Watch))]
[JsonSerializable(typeof(AccountLease))]
[JsonSerializable(typeof(CallBudgetRecord))]
[JsonSerializable(typeof(PostRecord))]
[JsonSerializable(typeof(ToDoMarker))]
[JsonSerializable(typeof(PostPlace))]
[JsonSerializable(typeof(OwedMarker))]
[JsonSerializable(typeof(ScanProgress))]
[JsonSerializable(typeof(ScanSummary))]
[JsonSerializable(typeof(AlertRecord))]
[JsonSerializable(typeof(ChannelState))]
[JsonSerializable(typeof(PictureLabel))]
[JsonSerializable(typeof(HostedAnswer))]
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
[JsonSerializable(typeof(MonitorRequest))]
[JsonSerializable(typeof(MonitorSummary))]
[JsonSerializable(typeof(MonitorTick))]
[JsonSerializable(typeof(FindDueWatchesInput))]
[JsonSerializable(typeof(DueWatches))]
[JsonSerializable(typeof(EndLookInput))]
public sealed partial class SpotterJsonContext : JsonSerializerContext;
