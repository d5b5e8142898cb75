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

    /// <summary>How often sending failed.</summary>
    public int Attempts { get; init; }

    /// <summary>What the channel made of the picture; null before.</summary>
    public AlertUpload? Upload { get; init; }

    /// <summary>When its turn is in the channel's budget; null where it has none.</summary>
    public DateTimeOffset? Turn { get; init; }

    /// <summary>Why the last attempt failed, for a person; null where none did.</summary>
    public string? Reason { get; init; }

    /// <summary>When it arrived; null before.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>True where nothing more is to be done.</summary>
    public bool IsSettled => Stage is AlertStage.Sent or AlertStage.Failed;
}
