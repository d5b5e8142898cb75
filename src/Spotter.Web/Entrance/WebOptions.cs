using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Spotter.Web.Entrance;

/// <summary>Where the pages are, and who may see them. Settings section <c>Web</c>.</summary>
public sealed class WebOptions : IValidatableObject
{
    /// <summary>The fewest characters of an access key.</summary>
    public const int MinKey = 16;

    /// <summary>
    /// Where <c>spotter watch</c> serves them: <c>http://</c>, then <c>localhost</c> or an address of this machine, and a port. Empty for
    /// no pages. Default <c>http://127.0.0.1:5080</c>; an address that others can reach needs <see cref="AccessKey"/>.
    /// </summary>
    public string Address { get; set; } = "http://127.0.0.1:5080";

    /// <summary>
    /// What a person or a program must know to be let in, a secret of 16 characters or more. Default none: no key is asked for.
    /// </summary>
    [MinLength(MinKey, ErrorMessage = "{0} has fewer than {1} characters. Make a longer one, such as with: openssl rand -base64 24")]
    public string? AccessKey { get; set; }

    /// <summary>
    /// The names under which the pages are reached, such as <c>spotter.example.com</c>, beside <c>localhost</c>: a request under any other
    /// is refused. Default none: with <see cref="AccessKey"/> any name is taken. Without one, only a name that leads here alone is safe.
    /// </summary>
    public IList<string> Hosts { get; } = [];

    /// <summary>
    /// The proxies in front of the pages, as addresses such as <c>127.0.0.1</c> or networks such as <c>10.0.0.0/8</c>. Of a request that
    /// comes from one of them, whom <c>X-Forwarded-For</c> says it passes on counts, and whether <c>X-Forwarded-Proto</c> says that was
    /// over HTTPS. Default none: what a request says of itself counts for nothing, and all behind a proxy share its address.
    /// </summary>
    public IList<string> TrustedProxies { get; } = [];

    /// <summary><see cref="Address"/> as an address; null where there is none.</summary>
    internal Uri? Place => Uri.TryCreate(Address, UriKind.Absolute, out var place) ? place : null;

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        foreach (var host in Hosts.Where(host => Uri.CheckHostName(host) == UriHostNameType.Unknown))
            yield return new ValidationResult(
                $"{validationContext.DisplayName}:{nameof(Hosts)} has '{host}'. Write a name alone: spotter.example.com.");
        foreach (var proxy in TrustedProxies.Where(proxy => !Proxies.TryRead(proxy, out _)))
            yield return new ValidationResult(
                $"{validationContext.DisplayName}:{nameof(TrustedProxies)} has '{proxy}'. Write an address such as 127.0.0.1, or a network "
                    + "by its first address such as 10.0.0.0/8.");
        var name = $"{validationContext.DisplayName}:{nameof(Address)}";
        if (Address.Length == 0)
            yield break;
        if (Place is not { Scheme: "http", AbsolutePath: "/" } place || !IsOfThisMachine(place.Host))
            yield return new ValidationResult(
                $"{name} is '{Address}'. Write http://, localhost or an address of this machine, and a port: http://127.0.0.1:5080.");
        else if (!place.IsLoopback && string.IsNullOrEmpty(AccessKey))
            yield return new ValidationResult(
                $"{name} is '{Address}', which others can reach. Set {validationContext.DisplayName}:{nameof(AccessKey)} too, or take "
                    + "http://127.0.0.1:5080.");
    }

    private static bool IsOfThisMachine(string host) => host == "localhost" || IPAddress.TryParse(host, out _);
}
