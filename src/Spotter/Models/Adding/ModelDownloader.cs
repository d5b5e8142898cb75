using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Spotter.Calls;

namespace Spotter.Models.Adding;

/// <summary>
/// Downloads a model's file from a public address, goes on where an earlier download broke, and takes nothing but the file with the right
/// SHA-256.
/// </summary>
public sealed class ModelDownloader
{
    internal const string ClientName = "models";
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly IHttpClientFactory _clients;
    private readonly ModelDownloadOptions _options;
    private readonly long _maxBytes;
    private readonly TimeProvider _time;

    /// <summary>Takes clients of the name <c>models</c>, which <c>AddModelAdding</c> sets up.</summary>
    public ModelDownloader(
        IHttpClientFactory clients, IOptions<ModelDownloadOptions> options, IOptions<ModelOptions> models, TimeProvider time) =>
        (_clients, _options, _maxBytes, _time) = (clients, options.Value, models.Value.MaxBytes, time);

    /// <summary>Downloads a file. What has arrived stays in the file when it breaks off, and the next call goes on behind it.</summary>
    /// <param name="address">An absolute http or https address.</param>
    /// <param name="sha256">What the file must have, 64 hexadecimal digits.</param>
    /// <param name="file">Where it goes.</param>
    /// <param name="progress">Told how many bytes are there, and how many there will be where the server says so.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    /// <exception cref="ModelException">
    /// It cannot be had, or is another file, which is then deleted; the message says why and what to do.
    /// </exception>
    public async Task DownloadAsync(
        Uri address, string sha256, string file, Action<long, long?>? progress, CancellationToken cancellationToken)
    {
        if (address.Scheme is not ("http" or "https"))
            throw ModelException.OfInput($"{Show(address)} is not an http or https address. For a file on this machine, name the file.");

        // What an earlier call left may be the beginning of another file.
        if (File.Exists(file))
        {
            await FetchAsync(address, file, progress, cancellationToken);
            if (IsSame(await HashAsync(file, cancellationToken), sha256))
                return;
            File.Delete(file);
        }

        await FetchAsync(address, file, progress, cancellationToken);
        var hash = await HashAsync(file, cancellationToken);
        if (IsSame(hash, sha256))
            return;

        File.Delete(file);
        throw new ModelException(
            $"{Show(address)} has the SHA-256 {hash}, and {sha256.ToLowerInvariant()} was expected, so it was not taken. Ask its "
                + $"publisher which is right."
        );
    }

    private async Task FetchAsync(Uri address, string file, Action<long, long?>? progress, CancellationToken cancellationToken)
    {
        try
        {
            await Retries().ExecuteAsync(async token => await TryAsync(address, file, progress, token), cancellationToken);
        }
        catch (HttpRequestException e) when (e.InnerException is ForbiddenAddressException)
        {
            throw new ModelException(
                $"{Show(address)} leads to a private or local address, from which no model is taken (Models:AllowLoopback lets this "
                    + $"machine's own pass). Download it yourself and add the file.",
                e
            );
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.NameResolutionError)
        {
            throw new ModelException(
                $"{address.Host} cannot be found. Is this machine online? Where it is not, download {Show(address)} on another and add "
                    + $"the file.",
                e
            );
        }
        catch (Exception e) when (IsPassing(e))
        {
            throw new ModelException(
                $"{Show(address)} broke off: {e.Message} What has arrived is kept: run the command again to go on.", e);
        }
    }

    private ResiliencePipeline Retries() => _options.Retries == 0
        ? ResiliencePipeline.Empty
        : new ResiliencePipelineBuilder { TimeProvider = _time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = _options.Retries,
                Delay = RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                ShouldHandle = outcome => ValueTask.FromResult(outcome.Outcome.Exception is { } e && IsPassing(e)),
            })
            .Build();

    // A private address stays private, and a disk that is full stays full.
    private static bool IsPassing(Exception e) =>
        e
            is TimeoutException
                or HttpRequestException
            {
                InnerException: not ForbiddenAddressException,
                HttpRequestError: not HttpRequestError.NameResolutionError
            };

    private async Task TryAsync(Uri address, string file, Action<long, long?>? progress, CancellationToken cancellationToken)
    {
        using var client = _clients.CreateClient(ClientName);
        await using var target = new FileStream(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (target.Length > 0)
            request.Headers.Range = new RangeHeaderValue(target.Length, null);

        using var silence = new SilenceTimer(_options.Timeout, _time, cancellationToken);
        using var response = await silence.GuardAsync(token => client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token));
        // Nothing lies behind what is there: it is whole, which the SHA-256 will tell.
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            return;
        ThrowIfRefused(address, response);

        var goesOn = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == target.Length;
        if (!goesOn)
            target.SetLength(0);
        target.Seek(0, SeekOrigin.End);
        var total = target.Length + response.Content.Headers.ContentLength;
        ThrowIfTooLarge(address, total ?? 0);

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[81_920];
        for (int read; (read = await silence.GuardAsync(token => ReadAsync(body, buffer, token))) > 0;)
        {
            await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            ThrowIfTooLarge(address, target.Length);
            progress?.Invoke(target.Length, total);
        }
    }

    // Told apart from an error of the disk, which trying again does not mend.
    private static async Task<int> ReadAsync(Stream body, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException e)
        {
            throw new HttpRequestException("the connection was cut.", e);
        }
    }

    private static void ThrowIfRefused(Uri address, HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        if (status is 408 or 429 or >= 500)
            throw new HttpRequestException($"its server has no time for us (HTTP {status}).");
        if (status is < 200 or >= 300)
            throw new ModelException(
                $"{Show(address)} has no such file (HTTP {status}). Check the address, or download it yourself and add the file.");
    }

    private void ThrowIfTooLarge(Uri address, long bytes)
    {
        if (bytes > _maxBytes)
            throw new ModelException($"{Show(address)} is larger than {_maxBytes} bytes (Models:MaxBytes).");
    }

    private static async Task<string> HashAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }

    private static bool IsSame(string hash, string expected) => hash.Equals(expected, StringComparison.OrdinalIgnoreCase);

    // Queries carry signatures.
    private static string Show(Uri address) =>
        address.Scheme is "http" or "https"
            ? $"{address.Scheme}://{address.Authority}{address.AbsolutePath}"
            : $"The {address.Scheme} address";
}
