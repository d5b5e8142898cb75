using System.Text.Json.Serialization;

namespace Spotter.Models;

/// <summary>What a model's output holds.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OutputKind>))]
public enum OutputKind
{
    /// <summary>Scores from 0 to 1.</summary>
    [JsonStringEnumMemberName("scores")]
    Scores,

    /// <summary>Logits: a softmax makes them scores.</summary>
    [JsonStringEnumMemberName("logits")]
    Logits,
}
