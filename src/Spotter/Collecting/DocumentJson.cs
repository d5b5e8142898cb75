using System.Text.Json.Serialization;

namespace Spotter.Collecting;

/// <summary>How posts are given to other programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(PostDocument))]
public sealed partial class DocumentJson : JsonSerializerContext;
