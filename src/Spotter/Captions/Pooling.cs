using System.Text.Json.Serialization;

namespace Spotter.Captions;

/// <summary>What is taken of an encoder's layers as the features of a caption.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Pooling>))]
public enum Pooling
{
    /// <summary>The first token, [CLS], in each of the last four layers, the earliest first: four times the encoder's width.</summary>
    [JsonStringEnumMemberName("cls4")]
    Cls4,

    /// <summary>The mean of all tokens in the last layer, brought to the length 1: the encoder's width.</summary>
    [JsonStringEnumMemberName("mean")]
    Mean,
}
