using System.Text.Json.Serialization;

namespace Spotter.Sources.InstagramWeb;

/// <summary>Reads what Instagram answers to its own pages.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(HalfCharacterConverter)])]
[JsonSerializable(typeof(WebReply))]
[JsonSerializable(typeof(string))]
internal sealed partial class InstagramWebJson : JsonSerializerContext;
