using System.Text.Json.Serialization;

namespace Spotter.Alerting;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SlackReply))]
[JsonSerializable(typeof(Dictionary<string, List<Dictionary<string, string>>>))]
internal sealed partial class SlackJsonContext : JsonSerializerContext;
