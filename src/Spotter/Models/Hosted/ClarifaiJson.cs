using System.Text.Json.Serialization;

namespace Spotter.Models.Hosted;

/// <summary>Writes what Clarifai is asked and reads what it answers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(ClarifaiReply))]
[JsonSerializable(typeof(ClarifaiRequest))]
internal sealed partial class ClarifaiJson : JsonSerializerContext;
