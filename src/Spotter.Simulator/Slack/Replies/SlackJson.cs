using System.Text.Json.Serialization;

namespace Spotter.Simulator.Slack.Replies;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CompletedUpload))]
[JsonSerializable(typeof(FileReply))]
[JsonSerializable(typeof(History))]
[JsonSerializable(typeof(Identity))]
[JsonSerializable(typeof(PostedMessage))]
[JsonSerializable(typeof(Refusal))]
[JsonSerializable(typeof(UploadTarget))]
internal sealed partial class SlackJson : JsonSerializerContext;
