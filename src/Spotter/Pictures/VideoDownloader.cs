using Microsoft.Extensions.Options;
using Spotter.Calls;

namespace Spotter.Pictures;

/// <summary>
/// Fetches the files of videos from addresses that strangers wrote into their store, as <see cref="PictureDownloader"/> fetches pictures
/// and within the limits of <see cref="VideoOptions"/>.
/// </summary>
public sealed class VideoDownloader
{
    private readonly VideoIntake _intake;
    private readonly StrangerFiles<VideoDownload> _files;

    /// <summary>Takes clients of the name <c>pictures</c>, which <c>AddPictureDownloads</c> sets up.</summary>
    public VideoDownloader(
        IHttpClientFactory clients,
        IOptions<PictureDownloadOptions> pictures,
        IOptions<VideoOptions> videos,
        VideoIntake intake,
        TimeProvider time)
    {
        _intake = intake;
        _files = new(clients, pictures.Value, time, new StrangerFileKind("video", videos.Value.Timeout, "Videos:Timeout"), ReadAsync);
    }

    /// <summary>Fetches one video. A failure is part of the result.</summary>
    /// <param name="address">An absolute http or https address.</param>
    /// <param name="cancellationToken">Gives up, with an exception.</param>
    /// <exception cref="IOException">The store cannot be written.</exception>
    public Task<VideoDownload> DownloadAsync(string address, CancellationToken cancellationToken) =>
        DownloadAsync(address, came: null, cancellationToken);

    /// <summary>The same.</summary>
    /// <param name="address">An absolute http or https address.</param>
    /// <param name="came">Told how many bytes more came, in all attempts.</param>
    /// <param name="cancellationToken">Gives up, with an exception.</param>
    internal async Task<VideoDownload> DownloadAsync(string address, Action<long>? came, CancellationToken cancellationToken) =>
        _intake.CanKeep ? await _files.FetchAsync(address, came, cancellationToken) : KeepsNone;

    /// <summary>What comes of it where the host keeps no files of videos.</summary>
    public static VideoDownload KeepsNone { get; } =
        Final("This host keeps no files of videos; spotter collect --videos does, on a machine of your own.");

    private static VideoDownload Final(string message) =>
        VideoDownload.Failed(new SourceFailure(FailureKind.Malformed, message)) with { IsFinal = true };

    private async Task<VideoDownload> ReadAsync(
        HttpResponseMessage response, string shown, Action<long>? came, CancellationToken cancellationToken)
    {
        var tooLarge = Final($"{shown} is larger than {_intake.MaxBytes} bytes (Videos:MaxBytes).");
        if (response.Content.Headers.ContentLength > _intake.MaxBytes)
            return tooLarge;

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await _intake.KeepAsync(body, came, cancellationToken) switch
        {
            { IsTooLarge: true } => tooLarge,
            { IsCut: true } => VideoDownload.Failed(Downloads.Cut(shown)),
            { Problem: { } problem } => VideoDownload.Failed(new SourceFailure(FailureKind.Malformed, $"{shown}: {problem}.")),
            var kept => new VideoDownload { Id = kept.Id, Length = kept.Length },
        };
    }
}
