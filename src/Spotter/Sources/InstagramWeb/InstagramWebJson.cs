using System.Text.Json.Serialization;

namespace Spotter.Sources.InstagramWeb;

/// <summary>Reads what Instagram answers to its own pages.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(TextConverter), typeof(SensibleNumberConverter)])]
[JsonSerializable(typeof(WebReply))]
[JsonSerializable(typeof(WebReply.Node))]
[JsonSerializable(typeof(WebReply.Item))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(double?))]
internal sealed partial class InstagramWebJson : JsonSerializerContext;
