using System.Text.Json.Serialization;
using Spotter.Cli.Rows;

namespace Spotter.Cli.Output;

/// <summary>How JSON is written and read one document a line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReviewRow))]
[JsonSerializable(typeof(LabelLine))]
[JsonSerializable(typeof(RenewalLine))]
internal sealed partial class CliLinesJson : JsonSerializerContext;
