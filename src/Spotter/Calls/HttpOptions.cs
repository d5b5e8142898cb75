using System.ComponentModel.DataAnnotations;

namespace Spotter.Calls;

/// <summary>How servers are called. Settings section <c>Http</c>.</summary>
public sealed class HttpOptions : IValidatableObject
{
    /// <summary>
    /// The proxy for all calls, pictures and models too: an http, https or socks5 address, which may hold a user and a password and is then
    /// a secret. Default none: what the settings
    /// name is called through the machine's proxy (<c>HTTPS_PROXY</c>), and strangers' addresses through none.
    /// </summary>
    public string? Proxy { get; set; }

    /// <summary>The proxy; null where none is named.</summary>
    internal NamedProxy? FindProxy() => string.IsNullOrWhiteSpace(Proxy) ? null : new NamedProxy(new Uri(Proxy));

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext) =>
        string.IsNullOrWhiteSpace(Proxy) || (
            Uri.TryCreate(Proxy, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "socks5")
            ? []
            :
            [
                new ValidationResult(
                    $"{validationContext.DisplayName}:{nameof(Proxy)} must be an http, https or socks5 address, such as "
                        + $"http://proxy.example:3128."
                ),
            ];
}
