using System.Text.Json.Serialization;

namespace Spotter.Sources.Instagram;

/// <summary>Reads what the Graph API answers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(HalfCharacterConverter)])]
[JsonSerializable(typeof(GraphReply))]
[JsonSerializable(typeof(UsageFigures))]
[JsonSerializable(typeof(Dictionary<string, UsageFigures[]>))]
internal sealed partial class InstagramJson : JsonSerializerContext;
