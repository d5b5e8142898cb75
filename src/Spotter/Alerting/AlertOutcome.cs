using System.Text.Json.Serialization;

namespace Spotter.Alerting;

/// <summary>The ways a send can end.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AlertOutcome>))]
public enum AlertOutcome
{
    /// <summary>It arrived.</summary>
    Delivered,

    /// <summary>The channel asks to wait: it did not arrive.</summary>
    Throttled,

    /// <summary>It did not arrive and may if tried again.</summary>
    Transient,

    /// <summary>It may have arrived: look before it is repeated.</summary>
    Unknown,

    /// <summary>
    /// It was refused for a reason that Spotter does not know. That is not taken for the alert's fault: it is tried again.
    /// </summary>
    Refused,

    /// <summary>No alert can arrive until the operator acts: stop the channel.</summary>
    Permanent,

    /// <summary>This alert as it is can never arrive, others can.</summary>
    Rejected,
}
