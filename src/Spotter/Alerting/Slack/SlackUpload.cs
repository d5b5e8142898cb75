namespace Spotter.Alerting.Slack;

/// <summary>Where Slack wants a file.</summary>
/// <param name="File">The file's id.</param>
/// <param name="Address">Where its bytes go. A secret.</param>
public sealed record SlackUpload(string File, Uri Address)
{
    /// <summary>Reads what Slack answered; a failure where nothing can be uploaded by it.</summary>
    public static (SlackUpload? Upload, AlertDelivery? Failure) Read(string? file, string? address) =>
        file is not null && Uri.TryCreate(address, UriKind.Absolute, out var read) && read.Scheme is ("https" or "http")
            ? (new(file, read), null)
            : (null, new AlertDelivery(AlertOutcome.Transient, "Slack gave no address for the picture."));
}
