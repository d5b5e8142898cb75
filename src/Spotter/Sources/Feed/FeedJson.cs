using System.Text.Json.Serialization;

namespace Spotter.Sources.Feed;

/// <summary>Reads JSON Feeds.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(TextConverter)])]
[JsonSerializable(typeof(JsonFeed))]
[JsonSerializable(typeof(JsonFeed.Entry))]
internal sealed partial class FeedJson : JsonSerializerContext;
