namespace Spotter.Calls;

/// <summary>
/// A proxy does not take a request: it is not there, wants another password or opens no tunnel. The message holds no secret.
/// </summary>
internal sealed class ProxyRefusedException(string name, HttpRequestException error) : HttpRequestException(
    error.HttpRequestError,
    $"the proxy {name} {(error.HttpRequestError == HttpRequestError.ProxyTunnelError
        ? "refuses: look at its user and password" : "cannot be reached")}, and rests");
