using System.Text.Json.Serialization;

namespace Spotter.Models.Hosted;

/// <summary>How the answers of hosted models are kept: camel case, absent values left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(HostedAnswer))]
public sealed partial class HostedAnswerJson : JsonSerializerContext;
