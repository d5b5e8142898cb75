using System.Text.Json.Serialization;
using Spotter.Posts;
using Spotter.Scanning;
using Spotter.Watching;

namespace Spotter.FunctionsApp.Http;

/// <summary>How the API reads and writes JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WatchBody))]
[JsonSerializable(typeof(Watch))]
[JsonSerializable(typeof(IReadOnlyList<Watch>))]
[JsonSerializable(typeof(IReadOnlyList<PostRecord>))]
[JsonSerializable(typeof(IReadOnlyList<ScanSummary>))]
[JsonSerializable(typeof(RescanStarted))]
[JsonSerializable(typeof(ShownScan))]
[JsonSerializable(typeof(HealthReport))]
internal sealed partial class ApiJson : JsonSerializerContext;
