using System.Text.Json.Serialization;

namespace Spotter.Models;

/// <summary>How <c>model.json</c> is written: camel case, indented, for people to read and edit.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    WriteIndented = true)]
[JsonSerializable(typeof(ModelDescription))]
public sealed partial class ModelJson : JsonSerializerContext;
