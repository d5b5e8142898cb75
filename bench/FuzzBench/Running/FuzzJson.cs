using System.Text.Json.Serialization;

namespace FuzzBench.Running;

/// <summary>How the state file and the workers' lines are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FuzzState))]
[JsonSerializable(typeof(WorkerReport))]
internal sealed partial class FuzzJson : JsonSerializerContext;
