using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Spotter.Calls;

/// <summary>A whole HTTP answer, or why there is none.</summary>
internal sealed record HttpAnswer
{
    private const int MaxBytes = 16 * 1024 * 1024;

    public HttpStatusCode Status { get; private init; }

    public byte[] Body { get; private init; } = [];

    public Uri? Location { get; private init; }

    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>What was ignored of how long it asks to wait, for a person; null where nothing was.</summary>
    public string? OddWait { get; private init; }

    /// <summary>Null where no answer came.</summary>
    public HttpResponseHeaders? Headers { get; private init; }

    /// <summary>Null where no answer came.</summary>
    public HttpContentHeaders? ContentHeaders { get; private init; }

    public SourceFailure? Failure { get; private init; }

    public bool LooksLikeHtml => Body.AsSpan().TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'<', ..];

    /// <summary>Sends a request. No exception text is passed on: it could hold the address, and that a token.</summary>
    /// <param name="client">Follows no redirect.</param>
    /// <param name="subject">Who answers and about what, for messages.</param>
    /// <param name="timeout">For all of it.</param>
    /// <param name="time">Counts the timeout.</param>
    public static async Task<HttpAnswer> GetAsync(
        HttpClient client,
        HttpRequestMessage request,
        string subject,
        TimeSpan timeout,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        using var timer = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            await response.Content.LoadIntoBufferAsync(MaxBytes, either.Token);
            return new HttpAnswer
            {
                Status = response.StatusCode,
                Body = await response.Content.ReadAsByteArrayAsync(either.Token),
                Location = response.Headers.Location,
                RetryAfter = Calls.RetryAfter.Of(response, time),
                OddWait = Calls.RetryAfter.IsOdd(response) ? Calls.RetryAfter.OddNotice : null,
                Headers = response.Headers,
                ContentHeaders = response.Content.Headers,
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(FailureKind.Transient, string.Create(
                CultureInfo.InvariantCulture, $"{subject}: no whole answer within {timeout.TotalSeconds:0.###} s."));
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return Failed(FailureKind.Malformed, $"{subject}: the answer is larger than {MaxBytes / 1024 / 1024} MB.");
        }
        catch (HttpRequestException e) when (e.InnerException is ForbiddenAddressException)
        {
            return Failed(FailureKind.Malformed, $"{subject}: it leads to a private or local address, where nothing is asked.");
        }
        catch (ProxyRefusedException e)
        {
            return new() { Failure = new SourceFailure(FailureKind.Transient, $"{subject}: {e.Message}.") { IsProxys = true } };
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return Failed(
                FailureKind.Transient,
                $"{subject}: the connection failed or was cut "
                    + $"({(e as HttpRequestException)?.HttpRequestError ?? HttpRequestError.Unknown})."
            );
        }
    }

    private static HttpAnswer Failed(FailureKind kind, string message) => new() { Failure = new SourceFailure(kind, message) };
}
