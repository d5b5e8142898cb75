using System.Globalization;
using System.Text.RegularExpressions;

namespace Spotter.Collecting;

/// <summary>How the files of pictures are called: <c>{account}/{posted:yyyy-MM-dd}_{id}_{n}.{ext}</c>.</summary>
public sealed partial class FilePattern
{
    /// <summary>What is taken where nobody says otherwise.</summary>
    public const string Usual = "{account}/{posted:yyyy-MM-dd}_{id}_{n}.{ext}";

    private const string Ending = ".{ext}";

    private static readonly string[] Words =
        ["account", "source", "handle", "posted", "id", "n", "ext", "sha256", "category", "label"];

    private readonly string[] _parts;

    private FilePattern(string[] parts) => _parts = parts;

    /// <summary>The words that a pattern may have, for a person.</summary>
    public static string Known => string.Join(", ", Words.Select(word => $"{{{word}}}"));

    /// <summary>
    /// Reads a pattern: parts of a path, divided by <c>/</c>, with words in braces; <c>posted</c> may have a format of .NET.
    /// </summary>
    /// <exception cref="CollectingException">It cannot be one; the message says why.</exception>
    public static FilePattern Parse(string text)
    {
        var parts = text.Split('/');
        if (parts.Any(part => part.Trim().Trim('.').Length == 0) || text.Contains('\\') || Path.IsPathRooted(text))
            throw Wrong(text, "every part between slashes must name something below the folder");
        foreach (Match word in Word().Matches(text))
            if (!Words.Contains(word.Groups["word"].Value))
                throw Wrong(text, $"there is no {{{word.Groups["word"].Value}}}; there are {Known}");
        if (Word().Replace(text, "").IndexOfAny(['{', '}']) >= 0)
            throw Wrong(text, "a brace stands alone");
        if (Word().Matches(text).FirstOrDefault(word => word.Groups["format"].Success && !CanFormat(word)) is { } odd)
            throw Wrong(text, $"{odd.Value} is no format of a time");
        if (!text.Contains("{sha256}", StringComparison.Ordinal) && !(Has(text, "account", "handle") && Has(text, "id") && Has(text, "n")))
            throw Wrong(text, "pictures would be called alike: name {account}, {id} and {n}, or {sha256}");
        if (!text.EndsWith(Ending, StringComparison.Ordinal))
            throw Wrong(text, "it must end in .{ext}");

        return new FilePattern([.. parts[..^1], parts[^1][..^Ending.Length]]);
    }

    /// <summary>The name of a file, with <c>/</c> between its parts, each of which is safe.</summary>
    public string Format(PictureName name) =>
        string.Join('/', _parts.Select(part => FileNames.MakeSafe(Word().Replace(part, word => ValueOf(word, name))))) + name.Extension;

    private static bool Has(string text, params string[] words) =>
        words.Any(word => text.Contains($"{{{word}}}", StringComparison.Ordinal));

    private static bool CanFormat(Match word)
    {
        try
        {
            return word.Groups["word"].Value == "posted"
                && DateTimeOffset.UnixEpoch.ToString(word.Groups["format"].Value, CultureInfo.InvariantCulture).Length > 0;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    // A slash in a value is none between parts.
    private static string ValueOf(Match word, PictureName name) => word.Groups["word"].Value switch
    {
        "account" => FileNames.MakeUnique($"{name.Account.Source}_{name.Account.Handle}"),
        "source" => name.Account.Source,
        "handle" => FileNames.MakeUnique(name.Account.Handle),
        "posted" => name.PostedAt.UtcDateTime.ToString(
            word.Groups["format"] is { Success: true, Value: var format } ? format : "yyyy-MM-dd_HH-mm-ss", CultureInfo.InvariantCulture),
        "id" => FileNames.MakeUnique(name.PostId),
        "n" => name.Number.ToString(CultureInfo.InvariantCulture),
        "ext" => name.Extension.TrimStart('.'),
        "sha256" => name.Picture.Hex,
        "category" => name.Category ?? "none",
        _ => name.Label ?? "none",
    };

    private static CollectingException Wrong(string text, string why) =>
        new($"--pattern is '{text}': {why}. Usual is {Usual}");

    [GeneratedRegex(@"\{(?<word>[A-Za-z0-9]+)(?::(?<format>[^{}]*))?\}")]
    private static partial Regex Word();
}
