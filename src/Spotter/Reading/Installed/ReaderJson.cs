using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spotter.Reading.Installed;

/// <summary>How a reader's <c>model.json</c> is written: as those of other models.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    WriteIndented = true)]
[JsonSerializable(typeof(ReaderDescription))]
internal sealed partial class ReaderJson : JsonSerializerContext;
