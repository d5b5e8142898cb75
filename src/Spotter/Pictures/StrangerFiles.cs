using System.Globalization;
using System.Net;
using Polly;
using Polly.Retry;
using Spotter.Calls;

namespace Spotter.Pictures;

/// <summary>
/// Fetches files from addresses that strangers wrote: follows redirects, tries again what fails in passing, and says what went wrong.
/// </summary>
/// <typeparam name="T">What comes of it.</typeparam>
internal sealed class StrangerFiles<T> where T : class, IDownload<T>
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(250);

    private readonly IHttpClientFactory _clients;
    private readonly PictureDownloadOptions _options;
    private readonly TimeProvider _time;
    private readonly StrangerFileKind _kind;
    private readonly Func<HttpResponseMessage, string, Action<long>?, CancellationToken, Task<T>> _read;
    private readonly ResiliencePipeline<T> _retries;

    /// <param name="clients">Has the guarded client of <see cref="PictureDownloader.ClientName"/>.</param>
    /// <param name="options">Bounds redirects and retries.</param>
    /// <param name="time">Counts the time.</param>
    /// <param name="kind">What is fetched.</param>
    /// <param name="read">
    /// Reads an answer that brings the file; takes the address as a person may see it, and what is told how many bytes come.
    /// </param>
    public StrangerFiles(
        IHttpClientFactory clients,
        PictureDownloadOptions options,
        TimeProvider time,
        StrangerFileKind kind,
        Func<HttpResponseMessage, string, Action<long>?, CancellationToken, Task<T>> read)
    {
        (_clients, _options, _time, _kind, _read) = (clients, options, time, kind, read);
        _retries = BuildRetries(options.Retries, time);
    }

    /// <summary>Fetches one file. A failure is part of the result.</summary>
    /// <param name="address">An absolute http or https address.</param>
    /// <param name="came">Told how many bytes more came, in all attempts, as far as they are counted; null for nobody.</param>
    /// <param name="cancellationToken">Gives up, with an exception.</param>
    public async Task<T> FetchAsync(string address, Action<long>? came, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
            return Failed(FailureKind.Malformed, $"The {_kind.Name}'s address is not an http or https address.");

        using var timer = new CancellationTokenSource(_kind.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            return await _retries.ExecuteAsync(async token => await TryFetchAsync(uri, came, token), either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(
                FailureKind.Transient,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Downloads.Show(uri)} did not arrive within {_kind.Timeout.TotalSeconds:0.###} s ({_kind.TimeoutSetting})."
                )
            );
        }
    }

    private static ResiliencePipeline<T> BuildRetries(int retries, TimeProvider time)
    {
        if (retries == 0)
            return ResiliencePipeline<T>.Empty;

        return new ResiliencePipelineBuilder<T> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<T>
            {
                MaxRetryAttempts = retries,
                Delay = RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                ShouldHandle = outcome => ValueTask.FromResult(outcome.Outcome.Result?.Failure?.Kind == FailureKind.Transient),
            })
            .Build();
    }

    private async Task<T> TryFetchAsync(Uri address, Action<long>? came, CancellationToken cancellationToken)
    {
        var (response, failure) = await FollowAsync(address, cancellationToken);
        if (response is null)
            return T.Failed(failure!);

        using (response)
            return FailureOf(response, address) is { } refused
                ? T.Failed(refused)
                : await _read(response, Downloads.Show(address), came, cancellationToken);
    }

    private async Task<(HttpResponseMessage? Response, SourceFailure? Failure)> FollowAsync(
        Uri address, CancellationToken cancellationToken)
    {
        using var client = _clients.CreateClient(PictureDownloader.ClientName);
        var at = address;
        for (var redirects = 0; redirects <= _options.MaxRedirects; redirects++)
        {
            if (at.Scheme is not ("http" or "https"))
                return (null, new(FailureKind.Malformed, $"{Downloads.Show(address)}: '{at.Scheme}' is not http or https."));

            var (response, failure) = await AskAsync(client, at, address, cancellationToken);
            if (response is null || !IsRedirect(response))
                return (response, failure);

            var location = response.Headers.Location;
            response.Dispose();
            if (!Uri.TryCreate(at, location, out var next))
                return (null, new(FailureKind.Malformed, $"{Downloads.Show(address)}: a redirect that leads nowhere."));

            at = next;
        }

        return (null, new(
            FailureKind.Malformed,
            $"{Downloads.Show(address)}: more than {_options.MaxRedirects} redirects (Pictures:MaxRedirects)."));
    }

    private async Task<(HttpResponseMessage? Response, SourceFailure? Failure)> AskAsync(
        HttpClient client, Uri at, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.GetAsync(at, HttpCompletionOption.ResponseHeadersRead, cancellationToken), null);
        }
        catch (HttpRequestException e) when (e.InnerException is ForbiddenAddressException)
        {
            return (null, new(
                FailureKind.Malformed,
                $"{Downloads.Show(address)} leads to a private or local address, from which no {_kind.Name} is taken "
                    + "(Pictures:AllowLoopback lets this machine's own pass)."));
        }
        catch (ProxyRefusedException e)
        {
            return (null, new(FailureKind.Transient, $"{Downloads.Show(address)}: {e.Message}."));
        }
        catch (Exception e) when (Downloads.IsCut(e))
        {
            return (null, Downloads.Cut(Downloads.Show(address)));
        }
    }

    private static bool IsRedirect(HttpResponseMessage response) => response.StatusCode
        is HttpStatusCode.MovedPermanently
            or HttpStatusCode.Found
            or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect
            or HttpStatusCode.PermanentRedirect;

    private SourceFailure? FailureOf(HttpResponseMessage response, Uri address)
    {
        var (shown, status) = (Downloads.Show(address), (int)response.StatusCode);
        return status switch
        {
            >= 200 and < 300 => null,
            401 or 403 or 404 or 410 => new(
                FailureKind.Unavailable, $"{shown} is gone: the link has probably expired (HTTP {status})."),
            429 => new(
                FailureKind.Throttled,
                $"{shown}: its server asks to slow down (HTTP 429).{FindOddWait(response)}",
                RetryAfter.Of(response, _time)),
            408 or >= 500 => new(
                FailureKind.Transient,
                $"{shown}: its server has an outage (HTTP {status}).{FindOddWait(response)}",
                RetryAfter.Of(response, _time)),
            // Picture servers answer so where a signature does not fit any more, too.
            >= 400 => new(FailureKind.Unavailable, $"{shown}: its server refuses (HTTP {status})."),
            _ => new(FailureKind.Malformed, $"{shown}: its server answers without a {_kind.Name} (HTTP {status})."),
        };
    }

    private static string? FindOddWait(HttpResponseMessage response) =>
        RetryAfter.IsOdd(response) ? $" {RetryAfter.OddNotice}" : null;

    private static T Failed(FailureKind kind, string message) => T.Failed(new SourceFailure(kind, message));
}
