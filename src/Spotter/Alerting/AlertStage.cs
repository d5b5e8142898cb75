using System.Text.Json.Serialization;

namespace Spotter.Alerting;

/// <summary>How far an alert has come.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AlertStage>))]
public enum AlertStage
{
    /// <summary>It is recorded and was not sent.</summary>
    Recorded,

    /// <summary>A send was begun and its outcome is not known: look before it is repeated.</summary>
    Sending,

    /// <summary>It arrived.</summary>
    Sent,

    /// <summary>It was given up; <see cref="AlertRecord.Reason"/> says why.</summary>
    Failed,
}
