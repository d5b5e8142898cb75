using System.Text.Json.Serialization;

namespace Spotter.Alerting.Slack;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SlackBody))]
[JsonSerializable(typeof(SlackFileList))]
[JsonSerializable(typeof(SlackReply))]
internal sealed partial class SlackJson : JsonSerializerContext;
