using System.Text.Json.Serialization;
using Spotter.Sources.InstagramWeb;

namespace Spotter.Sources.Instagram;

/// <summary>Reads what Instagram's interfaces answer.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(TextConverter), typeof(SensibleNumberConverter)])]
[JsonSerializable(typeof(GraphReply))]
[JsonSerializable(typeof(GraphReply.Media))]
[JsonSerializable(typeof(WebReply))]
[JsonSerializable(typeof(WebReply.Node))]
[JsonSerializable(typeof(WebReply.Item))]
[JsonSerializable(typeof(UsageFigures))]
[JsonSerializable(typeof(Dictionary<string, UsageFigures[]>))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(double?))]
internal sealed partial class InstagramJson : JsonSerializerContext;
