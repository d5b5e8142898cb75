using System.Text.RegularExpressions;

namespace Spotter.Learning.Requests;

/// <summary>
/// Calls pictures that lie in a folder for the time of a training alone, as <c>LABEL/SHA-256.ext</c>, by what a person can look up.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="called">What stands for it.</param>
/// <param name="names">What the pictures are called, by the SHA-256 of their bytes in lower-case hexadecimal digits.</param>
public sealed class PictureNames(string folder, string called, IReadOnlyDictionary<string, string> names)
{
    private static readonly TimeSpan MaxSearch = TimeSpan.FromSeconds(1);

    private readonly Regex _files = new(
        $@"{Regex.Escape(folder)}[/\\][^/\\]+[/\\](?<hash>[0-9a-f]{{64}})\.\w+", RegexOptions.None, MaxSearch);

    /// <summary>A text with the names in the place of paths.</summary>
    public string In(string text) => text.Contains(folder, StringComparison.Ordinal)
        ? _files.Replace(text, found => names.GetValueOrDefault(found.Groups["hash"].Value, found.Value)).Replace(folder, called)
        : text;
}
