using System.Text.Json.Serialization;

namespace Spotter.Calls;

/// <summary>The kinds of failure; each has one reaction.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FailureKind>))]
public enum FailureKind
{
    /// <summary>Too many calls: wait as told or back off, then try again.</summary>
    Throttled,

    /// <summary>A wall: wait the long back-off and tell the operator. Never evaded.</summary>
    Blocked,

    /// <summary>The account or picture is missing or private: end without a retry.</summary>
    Unavailable,

    /// <summary>The credential is missing, expired or not permitted: the operator must act.</summary>
    Unauthorised,

    /// <summary>An outage, a timeout or a cut connection: back off, then try again.</summary>
    Transient,

    /// <summary>An answer that cannot be read, or a request the source calls invalid: end without a retry.</summary>
    Malformed,
}
