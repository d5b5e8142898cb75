using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Spotter.Simulator.Instagram.Replies;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FeedReply))]
[JsonSerializable(typeof(GraphError))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(ProfileReply))]
internal sealed partial class InstagramJson : JsonSerializerContext;
