using Microsoft.Extensions.Options;
using Spotter.Calls;

namespace Spotter.Pictures;

/// <summary>Downloads pictures from addresses that strangers wrote, within the limits of <see cref="PictureDownloadOptions"/>.</summary>
public sealed class PictureDownloader
{
    internal const string ClientName = "pictures";

    private readonly PictureDownloadOptions _options;
    private readonly StrangerFiles<PictureDownload> _files;

    /// <summary>Takes clients of the name <c>pictures</c>, which <c>AddPictureDownloads</c> sets up.</summary>
    public PictureDownloader(IHttpClientFactory clients, IOptions<PictureDownloadOptions> options, TimeProvider time)
    {
        _options = options.Value;
        _files = new(clients, _options, time, new StrangerFileKind("picture", _options.Timeout, "Pictures:Timeout"), ReadAsync);
    }

    /// <summary>Downloads one picture. A failure is part of the result; only cancellation and bugs throw.</summary>
    /// <param name="address">An absolute http or https address.</param>
    /// <param name="cancellationToken">Gives up, with an exception.</param>
    public Task<PictureDownload> DownloadAsync(string address, CancellationToken cancellationToken) =>
        _files.FetchAsync(address, came: null, cancellationToken);

    private async Task<PictureDownload> ReadAsync(
        HttpResponseMessage response, string shown, Action<long>? came, CancellationToken cancellationToken)
    {
        var tooLarge = $"{shown} is larger than {_options.MaxBytes} bytes (Pictures:MaxBytes).";
        var announced = response.Content.Headers.ContentLength;
        if (announced > _options.MaxBytes)
            return Failed(tooLarge);

        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            if (await BoundedBytes.ReadAsync(body, _options.MaxBytes, announced, cancellationToken) is not { } bytes)
                return Failed(tooLarge);

            return PictureSniffer.FindProblem(bytes) is { } problem
                ? Failed($"{shown}: {problem}.")
                : new PictureDownload { Bytes = bytes };
        }
        catch (Exception e) when (Downloads.IsCut(e))
        {
            return PictureDownload.Failed(Downloads.Cut(shown));
        }
    }

    /// <summary>
    /// An address as a person may see it: queries and users carry secrets. Of a text that is no address only a file of this machine is
    /// shown.
    /// </summary>
    internal static string Show(string address)
    {
        if (Path.IsPathFullyQualified(address) && File.Exists(address))
            return address;

        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && !uri.IsFile ? Downloads.Show(uri) : "The picture's address";
    }

    private static PictureDownload Failed(string message) => PictureDownload.Failed(new SourceFailure(FailureKind.Malformed, message));
}
