using System.Security.Cryptography;
using System.Text;

namespace Spotter.Moving;

/// <summary>
/// A list of files with the SHA-256 of their bytes, as <c>sha256sum --check</c> reads it: 64 digits, two spaces and the name, relative to
/// the folder.
/// </summary>
internal static class Manifest
{
    /// <summary>The name of the manifest of a whole export.</summary>
    public const string FileName = "SHA256SUMS";

    /// <summary>The ending of the manifest inside a part.</summary>
    public const string Ending = ".sha256";

    /// <summary>What stands behind the name of a file that is not whole yet.</summary>
    public const string Unfinished = ".unfinished";

    /// <summary>A line, with its end.</summary>
    public static byte[] LineOf(string sha256, string name) => Encoding.UTF8.GetBytes($"{sha256}  {name}\n");

    /// <summary>The SHA-256 and the name of a line; null where it is none.</summary>
    public static (string Sha256, string Name)? Read(string line) =>
        line.Length > 66 && line[64] == ' ' && line[65] is ' ' or '*' && line[..64].All(char.IsAsciiHexDigit)
            ? (line[..64].ToLowerInvariant(), line[66..])
            : null;

    /// <summary>The full path of a file that is named relative to a folder; null where the name leads out of it.</summary>
    public static string? FindInside(string folder, string name)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;
        if (name.Length == 0 || name.Contains('\0') || name.Contains('\\') || Path.IsPathRooted(name))
            return null;

        var path = Path.GetFullPath(Path.Combine(root, name));
        return path.StartsWith(root, StringComparison.Ordinal) && path.Length > root.Length ? path : null;
    }

    /// <summary>The SHA-256 of a file, in hexadecimal digits.</summary>
    public static async Task<string> HashAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(
            file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1 << 20, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }
}
