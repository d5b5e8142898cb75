namespace Spotter.Alerting;

/// <summary>
/// What a channel has made of an alert's picture. Kept with the alert, so that the picture is uploaded once however often the message is
/// tried.
/// </summary>
/// <param name="File">The channel's id of the picture; null where the message shows none.</param>
/// <param name="Note">Why the message shows none, for its reader; null where there is nothing to say.</param>
public sealed record AlertUpload(string? File = null, string? Note = null)
{
    /// <summary>For a channel that shows no pictures.</summary>
    public static AlertUpload None { get; } = new();
}
