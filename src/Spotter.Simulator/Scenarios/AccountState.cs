using System.Text.Json.Serialization;

namespace Spotter.Simulator.Scenarios;

/// <summary>Whether an account can be seen.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AccountState>))]
public enum AccountState
{
    /// <summary>Everyone sees it.</summary>
    [JsonStringEnumMemberName("open")]
    Open,

    /// <summary>Only followers see its posts.</summary>
    [JsonStringEnumMemberName("private")]
    Private,

    /// <summary>There is no such account.</summary>
    [JsonStringEnumMemberName("missing")]
    Missing,
}
