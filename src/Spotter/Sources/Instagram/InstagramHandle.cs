using System.Text.RegularExpressions;

namespace Spotter.Sources.Instagram;

/// <summary>What Instagram allows as a handle, and how people write one.</summary>
internal static partial class InstagramHandle
{
    // What stands first in the address of a page that is no profile's.
    private static readonly HashSet<string> Pages = new(
        ["p", "reel", "reels", "tv", "explore", "accounts", "direct", "share", "s"], StringComparer.OrdinalIgnoreCase);

    public static string? FindError(string handle)
    {
        if (Allowed().IsMatch(handle))
            return null;

        return Address().Match(handle) is { Success: true } address && Pages.Contains(address.Groups["handle"].Value)
            ? $"'{handle}' is no profile's address, and does not name the profile. Give the profile's own address, or @ and its handle."
            : $"'{handle}' cannot be an Instagram handle: write 1 to 30 letters, digits, full stops and underscores, or the address of "
                + $"the profile.";
    }

    /// <summary>
    /// The handle of <c>@handle</c>, of a profile's address, or of a post's that names its profile, in lower case; a text that is none as
    /// it is.
    /// </summary>
    public static string Normalise(string text)
    {
        var address = Address().Match(text);
        var handle = address.Success ? address.Groups["handle"].Value : text.TrimStart('@').TrimEnd('/');
        return FindError(handle) is null && !(address.Success && Pages.Contains(handle)) ? handle.ToLowerInvariant() : text;
    }

    /// <summary>True for <c>@handle</c> and for an address of Instagram.</summary>
    public static bool Recognises(string text) => text.StartsWith('@') || Address().IsMatch(text);

    [GeneratedRegex(@"\A[A-Za-z0-9._]{1,30}\z")]
    private static partial Regex Allowed();

    [GeneratedRegex(
        @"\A(https?://)?((www|m)\.)?instagram\.com/(stories/|_u/)?(?<handle>[^/?#]*)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Address();
}
