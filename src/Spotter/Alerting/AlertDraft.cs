using System.Globalization;

namespace Spotter.Alerting;

/// <summary>An alert as it is put before its readers.</summary>
/// <param name="Alert">What is said.</param>
/// <param name="Upload">What the channel made of the picture.</param>
/// <param name="IsLate">True where it is sent so late that it says when the post was made.</param>
/// <param name="IsPlain">True for nothing but a line of text: the channel refused more.</param>
public sealed record AlertDraft(AlertMessage Alert, AlertUpload Upload, bool IsLate = false, bool IsPlain = false)
{
    /// <summary>What is said of a late alert; null where it is not late.</summary>
    public string? Lateness => IsLate
        ? string.Create(CultureInfo.InvariantCulture, $"late: posted {Alert.PostedAt.ToUniversalTime():yyyy-MM-dd HH:mm} UTC")
        : null;
}
