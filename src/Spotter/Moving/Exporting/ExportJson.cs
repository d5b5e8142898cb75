using System.Text.Json.Serialization;

namespace Spotter.Moving.Exporting;

/// <summary>How the journal of an export is written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(ExportJournal))]
internal sealed partial class ExportJson : JsonSerializerContext;
