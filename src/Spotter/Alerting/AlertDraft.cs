using System.Globalization;
using Spotter.Accounts;

namespace Spotter.Alerting;

/// <summary>An alert as it is put before its readers.</summary>
/// <param name="Alert">What is said.</param>
/// <param name="Upload">What the channel made of the picture.</param>
/// <param name="IsLate">True where it is sent so late that it says when the post was made.</param>
/// <param name="IsPlain">True for nothing but a line of text: the channel refused more.</param>
public sealed record AlertDraft(AlertMessage Alert, AlertUpload Upload, bool IsLate = false, bool IsPlain = false)
{
    /// <summary>What is said in place of the alert's own words, plain text; null for those.</summary>
    public string? Words { get; init; }

    /// <summary>A message that tells its readers that alerts would arrive.</summary>
    /// <param name="channel">The name that the settings give the channel.</param>
    /// <param name="at">Now.</param>
    public static AlertDraft OfTest(string channel, DateTimeOffset at)
    {
        var alert = new AlertMessage
        {
            Id = $"test-{Guid.NewGuid():N}",
            Account = AccountId.Parse("spotter:test"),
            Label = "test",
            Score = 1,
            PostedAt = at,
            Picture = default,
            AltText = "",
            RecordedAt = at,
        };
        return new AlertDraft(alert, AlertUpload.None, IsPlain: true)
        {
            Words = $"A test message of Spotter: alerts to '{channel}' arrive here.",
        };
    }

    /// <summary>What is said of a late alert; null where it is not late.</summary>
    public string? Lateness => IsLate
        ? string.Create(CultureInfo.InvariantCulture, $"late: posted {Alert.PostedAt.ToUniversalTime():yyyy-MM-dd HH:mm} UTC")
        : null;
}
