namespace Spotter.Sources.Html;

/// <summary>The handle of an account that is an address.</summary>
internal static class StrangerAddress
{
    /// <summary>Says why a handle is no address that can be asked, in a sentence for a person; null where it is one.</summary>
    /// <param name="handle">What stands behind the source's word.</param>
    /// <param name="example">An account, for the message.</param>
    public static string? FindError(string handle, string example)
    {
        if (TryRead(handle) is not { } address)
            return $"'{handle}' is not an address of the form https://host/path, as in {example}.";

        return address.UserInfo.Length > 0
            ? $"The address at {address.Host} holds a name or a password, which would be shown wherever the account is: leave it out."
            : null;
    }

    /// <summary>
    /// The usual spelling: without a fragment and a standard port, scheme and host in lower case. A handle without a scheme, or with
    /// <c>feed:</c>, has https. What is no address is given back as it is.
    /// </summary>
    public static string Normalise(string handle) =>
        TryRead(handle) is { UserInfo.Length: 0 } address
            ? address.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped)
            : handle;

    /// <summary>The address of a handle; null where it is none.</summary>
    public static Uri? TryRead(string handle)
    {
        var text = handle.Trim();
        foreach (var word in new[] { "feed://", "feed:" })
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                text = text[word.Length..];
        if (!text.Contains("://", StringComparison.Ordinal))
            text = $"https://{text}";
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && IsHost(address)
            ? address
            : null;
    }

    private static bool IsHost(Uri address) =>
        address.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6
        || address.Host.Contains('.', StringComparison.Ordinal)
        || address.IsLoopback;
}
