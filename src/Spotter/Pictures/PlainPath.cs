using System.Text.RegularExpressions;

namespace Spotter.Pictures;

/// <summary>Paths as they are shown.</summary>
public static partial class PlainPath
{
    /// <summary>A path without the parts of it that stay where they are: <c>/photos/./a.jpg</c> is <c>/photos/a.jpg</c>.</summary>
    public static string Of(string path) => Stays().Replace(path, "") is { Length: > 0 } plain ? plain : path.Length > 0 ? "." : path;

    [GeneratedRegex(@"(?<=^|[/\\])\.[/\\]+|(?<=[^/\\])[/\\]+\.$")]
    private static partial Regex Stays();
}
