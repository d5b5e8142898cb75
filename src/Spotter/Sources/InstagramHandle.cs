using System.Text.RegularExpressions;

namespace Spotter.Sources;

/// <summary>What Instagram allows as a handle.</summary>
internal static partial class InstagramHandle
{
    public static string? FindError(string handle) => Allowed().IsMatch(handle)
        ? null
        : $"'{handle}' cannot be an Instagram handle: write 1 to 30 letters, digits, full stops and underscores, without @.";

    [GeneratedRegex(@"\A[A-Za-z0-9._]{1,30}\z")]
    private static partial Regex Allowed();
}
