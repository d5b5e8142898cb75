using System.Text.Json.Serialization;

namespace Spotter.Simulator.Slack.Replies;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SlackReply))]
internal sealed partial class SlackJson : JsonSerializerContext;
