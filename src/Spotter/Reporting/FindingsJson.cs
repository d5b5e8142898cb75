using System.Text.Json.Serialization;

namespace Spotter.Reporting;

/// <summary>How findings are written for programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(Findings))]
public sealed partial class FindingsJson : JsonSerializerContext;
