using System.Text.Json.Serialization;
using Spotter.Simulator.Slack;

namespace Spotter.Simulator.Inspection;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CallCounts))]
[JsonSerializable(typeof(IReadOnlyList<SlackMessage>))]
internal sealed partial class InspectionJson : JsonSerializerContext;
