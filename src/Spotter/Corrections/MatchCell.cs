using System.Text.Json.Serialization;

namespace Spotter.Corrections;

/// <summary>Which of two models is right about a picture.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MatchCell>))]
public enum MatchCell
{
    /// <summary>Both are.</summary>
    [JsonStringEnumMemberName("both")]
    Both,

    /// <summary>Only the first.</summary>
    [JsonStringEnumMemberName("only-a")]
    OnlyA,

    /// <summary>Only the second.</summary>
    [JsonStringEnumMemberName("only-b")]
    OnlyB,

    /// <summary>Neither.</summary>
    [JsonStringEnumMemberName("neither")]
    Neither,
}
