using System.Text.Json.Serialization;

namespace Spotter.Models.Hosted;

/// <summary>Reads what Clarifai answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(ClarifaiReply))]
internal sealed partial class ClarifaiJson : JsonSerializerContext;
