using System.ComponentModel.DataAnnotations;

namespace Spotter.Calls;

/// <summary>How servers are called. Settings section <c>Http</c>.</summary>
public sealed class HttpOptions : IValidatableObject
{
    /// <summary>
    /// The proxy for all calls, pictures and models too: an http, https or socks5 address, which may hold a user and a password and is then
    /// a secret. Several, separated by spaces, are taken in turn, and one that refuses is rested. Default none: what the settings
    /// name is called through the machine's proxy (<c>HTTPS_PROXY</c>), and strangers' addresses through none.
    /// </summary>
    public string? Proxy { get; set; }

    private string[] Proxies => (Proxy ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>True for a text that can be the address of a proxy.</summary>
    public static bool IsProxy(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https" or "socks5"
        && address is { Host.Length: > 0, Port: > 0 };

    /// <summary>The proxies, each once; none where none is named.</summary>
    internal IReadOnlyList<ProxyRoute> FindRoutes() => ProxyRoute.Of(Proxies);

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext) =>
        Proxies.All(IsProxy)
            ? []
            :
            [
                new ValidationResult(
                    $"{validationContext.DisplayName}:{nameof(Proxy)} must be an http, https or socks5 address, such as "
                        + $"http://proxy.example:3128."
                ),
            ];
}
