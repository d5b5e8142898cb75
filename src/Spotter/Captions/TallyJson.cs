using System.Text.Json.Serialization;

namespace Spotter.Captions;

/// <summary>How what captions say is kept: camel case, absent values left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(CaptionTally))]
public sealed partial class TallyJson : JsonSerializerContext;
