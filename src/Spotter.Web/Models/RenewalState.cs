using System.Text.Json.Serialization;

namespace Spotter.Web.Models;

/// <summary>How a training stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RenewalState>))]
internal enum RenewalState
{
    /// <summary>It is at work.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>It was told to end, and has not ended yet.</summary>
    [JsonStringEnumMemberName("cancelling")]
    Cancelling,

    /// <summary>There is a new version.</summary>
    [JsonStringEnumMemberName("done")]
    Done,

    /// <summary>There is none.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>It was ended, and there is none.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,
}
