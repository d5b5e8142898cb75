using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spotter.Models;

/// <summary>Reads the part of a <c>model.json</c> that all kinds of models have; the rest is read by whoever runs the kind.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(ModelHead))]
internal sealed partial class ModelHeadJson : JsonSerializerContext;
