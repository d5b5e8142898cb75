using System.Text.Json.Serialization;

namespace Spotter.Watching;

/// <summary>How watches are kept: camel case, absent values left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Watch))]
[JsonSerializable(typeof(SavedWatch))]
public sealed partial class WatchJson : JsonSerializerContext;
