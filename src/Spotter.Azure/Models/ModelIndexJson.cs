using System.Text.Json.Serialization;

namespace Spotter.Azure.Models;

/// <summary>How <see cref="ModelIndex"/> is written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true)]
[JsonSerializable(typeof(ModelIndex))]
internal sealed partial class ModelIndexJson : JsonSerializerContext;
