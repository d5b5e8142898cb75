using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Spotter.Calls;

namespace Spotter.Pictures;

/// <summary>Downloads pictures from addresses that strangers wrote, within the limits of <see cref="PictureDownloadOptions"/>.</summary>
public sealed class PictureDownloader
{
    internal const string ClientName = "pictures";
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(250);

    private readonly IHttpClientFactory _clients;
    private readonly PictureDownloadOptions _options;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline<PictureDownload> _retries;

    /// <summary>Takes clients of the name <c>pictures</c>, which <c>AddPictureDownloads</c> sets up.</summary>
    public PictureDownloader(IHttpClientFactory clients, IOptions<PictureDownloadOptions> options, TimeProvider time)
    {
        (_clients, _options, _time) = (clients, options.Value, time);
        _retries = BuildRetries(_options.Retries, time);
    }

    /// <summary>Downloads one picture. A failure is part of the result; only cancellation and bugs throw.</summary>
    /// <param name="address">An absolute http or https address.</param>
    /// <param name="cancellationToken">Gives up, with an exception.</param>
    public async Task<PictureDownload> DownloadAsync(string address, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
            return Failed(FailureKind.Malformed, "The picture's address is not an http or https address.");

        using var timer = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            return await _retries.ExecuteAsync(async token => await TryDownloadAsync(uri, token), either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(
                FailureKind.Transient,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Show(uri)} did not arrive within {_options.Timeout.TotalSeconds:0.###} s (Pictures:Timeout)."
                )
            );
        }
    }

    private static ResiliencePipeline<PictureDownload> BuildRetries(int retries, TimeProvider time)
    {
        if (retries == 0)
            return ResiliencePipeline<PictureDownload>.Empty;

        return new ResiliencePipelineBuilder<PictureDownload> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<PictureDownload>
            {
                MaxRetryAttempts = retries,
                Delay = RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                ShouldHandle = outcome => ValueTask.FromResult(outcome.Outcome.Result?.Failure?.Kind == FailureKind.Transient),
            })
            .Build();
    }

    private async Task<PictureDownload> TryDownloadAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            return await FollowAsync(address, cancellationToken);
        }
        catch (HttpRequestException e) when (e.InnerException is ForbiddenAddressException)
        {
            return Failed(
                FailureKind.Malformed,
                $"{Show(address)} leads to a private or local address, from which no picture is taken (Pictures:AllowLoopback lets this "
                    + $"machine's own pass)."
            );
        }
        catch (ProxyRefusedException e)
        {
            return Failed(FailureKind.Transient, $"{Show(address)}: {e.Message}.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            return Failed(FailureKind.Transient, $"{Show(address)}: the connection failed or was cut.");
        }
    }

    private async Task<PictureDownload> FollowAsync(Uri address, CancellationToken cancellationToken)
    {
        using var client = _clients.CreateClient(ClientName);
        var at = address;
        for (var redirects = 0; redirects <= _options.MaxRedirects; redirects++)
        {
            if (at.Scheme is not ("http" or "https"))
                return Failed(FailureKind.Malformed, $"{Show(address)}: '{at.Scheme}' is not http or https.");

            using var response = await client.GetAsync(at, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (
                response.StatusCode
                is not (
                    HttpStatusCode.MovedPermanently
                    or HttpStatusCode.Found
                    or HttpStatusCode.SeeOther
                    or HttpStatusCode.TemporaryRedirect
                    or HttpStatusCode.PermanentRedirect
                )
            )
                return await ReadAsync(response, address, cancellationToken);
            if (!Uri.TryCreate(at, response.Headers.Location, out var next))
                return Failed(FailureKind.Malformed, $"{Show(address)}: a redirect that leads nowhere.");

            at = next;
        }

        return Failed(FailureKind.Malformed, $"{Show(address)}: more than {_options.MaxRedirects} redirects (Pictures:MaxRedirects).");
    }

    private async Task<PictureDownload> ReadAsync(HttpResponseMessage response, Uri address, CancellationToken cancellationToken)
    {
        if (FailureOf(response, address) is { } failure)
            return PictureDownload.Failed(failure);

        var tooLarge = $"{Show(address)} is larger than {_options.MaxBytes} bytes (Pictures:MaxBytes).";
        var announced = response.Content.Headers.ContentLength;
        if (announced > _options.MaxBytes)
            return Failed(FailureKind.Malformed, tooLarge);

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        if (await BoundedBytes.ReadAsync(body, _options.MaxBytes, announced, cancellationToken) is not { } bytes)
            return Failed(FailureKind.Malformed, tooLarge);

        return PictureSniffer.FindProblem(bytes) is { } problem
            ? Failed(FailureKind.Malformed, $"{Show(address)}: {problem}.")
            : new PictureDownload { Bytes = bytes };
    }

    private SourceFailure? FailureOf(HttpResponseMessage response, Uri address) =>
        (int)response.StatusCode switch
        {
            >= 200 and < 300 => null,
            401 or 403 or 404 or 410 => new(
                FailureKind.Unavailable,
                $"{Show(address)} is gone: the link has probably expired (HTTP {(int)response.StatusCode})."
            ),
            429 => new(
                FailureKind.Throttled,
                $"{Show(address)}: its server asks to slow down (HTTP 429).{FindOddWait(response)}",
                RetryAfter.Of(response, _time)
            ),
            408 or >= 500 => new(
                FailureKind.Transient,
                $"{Show(address)}: its server has an outage (HTTP {(int)response.StatusCode}).{FindOddWait(response)}",
                RetryAfter.Of(response, _time)
            ),
            // Picture servers answer so where a signature does not fit any more, too.
            >= 400 => new(FailureKind.Unavailable, $"{Show(address)}: its server refuses (HTTP {(int)response.StatusCode})."),
            _ => new(FailureKind.Malformed, $"{Show(address)}: its server answers without a picture (HTTP {(int)response.StatusCode})."),
        };

    private static string? FindOddWait(HttpResponseMessage response) =>
        RetryAfter.IsOdd(response) ? $" {RetryAfter.OddNotice}" : null;

    /// <summary>
    /// An address as a person may see it: queries and users carry secrets. Of a text that is no address only a file of this machine is
    /// shown.
    /// </summary>
    internal static string Show(string address)
    {
        if (Path.IsPathFullyQualified(address) && File.Exists(address))
            return address;

        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && !uri.IsFile ? Show(uri) : "The picture's address";
    }

    private static string Show(Uri address) =>
        address.Scheme is "http" or "https"
            ? $"{address.Scheme}://{address.Authority}{address.AbsolutePath}"
            : $"The {address.Scheme} address";

    private static PictureDownload Failed(FailureKind kind, string message) => PictureDownload.Failed(new SourceFailure(kind, message));
}
