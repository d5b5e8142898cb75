using System.Text.Json.Serialization;

namespace Spotter.Alerting;

/// <summary>An alert and how far it has come.</summary>
public sealed record AlertRecord
{
    /// <summary>What is to be sent.</summary>
    public required AlertMessage Message { get; init; }

    /// <summary>The channel it goes to.</summary>
    public required string Channel { get; init; }

    /// <summary>The key of the post it is about.</summary>
    public required string PostKey { get; init; }

    /// <summary>How far it has come.</summary>
    public AlertStage Stage { get; init; }

    /// <summary>How often sending failed. Waits that were asked for do not count.</summary>
    public int Attempts { get; init; }

    /// <summary>How often the channel refused it as it was.</summary>
    public int Refusals { get; init; }

    /// <summary>What the channel made of the picture; null before.</summary>
    public AlertUpload? Upload { get; init; }

    /// <summary>When it is tried next; null for now.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Until when the other side asked to wait; null where it did not.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When its turn is in the channel's budget; null where it has none.</summary>
    public DateTimeOffset? Turn { get; init; }

    /// <summary>When the send began whose outcome is not known; null where there is none.</summary>
    public DateTimeOffset? SendingSince { get; init; }

    /// <summary>True where it may have arrived or not, but cannot be on its way any more.</summary>
    public bool HasLanded { get; init; }

    /// <summary>When an operator brought it back; null where none did.</summary>
    public DateTimeOffset? RevivedAt { get; init; }

    /// <summary>Why the last attempt failed, for a person; null where none did.</summary>
    public string? Reason { get; init; }

    /// <summary>When it arrived; null before.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>True where nothing more is to be done.</summary>
    public bool IsSettled => Stage is AlertStage.Sent or AlertStage.Failed;

    /// <summary>
    /// True where the channel refused all but plain text: the first time with a picture may only have come before the picture was ready.
    /// </summary>
    [JsonIgnore]
    public bool IsPlain => Refusals >= (Upload?.File is null ? 1 : 2);

    /// <summary>Since when it is owed: its age as news.</summary>
    [JsonIgnore]
    public DateTimeOffset OwedSince => RevivedAt ?? Message.RecordedAt;

    /// <summary>
    /// When it is tried next; null for now. What was sent may take as long again on the other side as it was waited for on this one.
    /// </summary>
    /// <param name="timeout">For how long the channel waits for an answer.</param>
    public DateTimeOffset? FindDue(TimeSpan timeout)
    {
        var settled = HasLanded ? null : SendingSince + (2 * timeout);
        return settled > (DueAt ?? DateTimeOffset.MinValue) ? settled : DueAt;
    }

    /// <summary>The alert as if it was new, but for what may have arrived of it: given up before, and wanted all the same.</summary>
    public AlertRecord Revive(DateTimeOffset now) => this with
    {
        // It may have been given up because the channel could not be asked.
        Stage = AlertStage.Sending,
        Attempts = 0,
        Refusals = 0,
        DueAt = null,
        Turn = null,
        SendingSince = null,
        RevivedAt = now,
        Reason = null,
    };
}
