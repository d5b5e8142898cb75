using System.Text.Json.Serialization;

namespace Spotter.Alerting;

/// <summary>How alerts and the state of channels are kept: camel case, absent values left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(AlertRecord))]
[JsonSerializable(typeof(ChannelState))]
public sealed partial class AlertJson : JsonSerializerContext;
