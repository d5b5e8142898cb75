using System.Text.Json.Serialization;

namespace Spotter.Collecting;

/// <summary>How collections are kept.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(CollectedAccount))]
internal sealed partial class CollectionJson : JsonSerializerContext;
