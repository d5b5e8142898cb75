namespace Spotter.FunctionsApp.TestHost.Http;

/// <summary>
/// Sends again where nobody listens yet: a worker that was just started loads its functions before it serves HTTP. The Functions host does
/// the same.
/// </summary>
internal sealed class PatientHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int MaxAttempts = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException error) when (error.HttpRequestError == HttpRequestError.ConnectionError && attempt < MaxAttempts)
            {
                // Nothing of the request was sent.
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }
}
