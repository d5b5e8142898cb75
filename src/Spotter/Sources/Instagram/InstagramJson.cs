using System.Text.Json.Serialization;
using Spotter.Sources.InstagramWeb;

namespace Spotter.Sources.Instagram;

/// <summary>Reads what Instagram's interfaces answer.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString, Converters = [typeof(HalfCharacterConverter)])]
[JsonSerializable(typeof(GraphReply))]
[JsonSerializable(typeof(WebReply))]
[JsonSerializable(typeof(UsageFigures))]
[JsonSerializable(typeof(Dictionary<string, UsageFigures[]>))]
[JsonSerializable(typeof(string))]
internal sealed partial class InstagramJson : JsonSerializerContext;
