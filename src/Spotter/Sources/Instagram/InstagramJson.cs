using System.Text.Json.Serialization;

namespace Spotter.Sources.Instagram;

/// <summary>Reads what the Graph API answers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(TextConverter), typeof(SensibleNumberConverter)])]
[JsonSerializable(typeof(GraphReply))]
[JsonSerializable(typeof(GraphReply.Media))]
[JsonSerializable(typeof(UsageFigures))]
[JsonSerializable(typeof(Dictionary<string, UsageFigures[]>))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(double?))]
internal sealed partial class InstagramJson : JsonSerializerContext;
