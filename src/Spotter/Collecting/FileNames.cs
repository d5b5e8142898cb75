using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Spotter.Collecting;

/// <summary>Makes names of files of what strangers wrote, that every system takes and that lead nowhere else.</summary>
internal static class FileNames
{
    // In bytes of UTF-8: half of what most file systems take, so that endings and numbers fit behind.
    private const int MaxBytes = 120;

    private const string Forbidden = "<>:\"/\\|?*";

    // What Windows keeps for devices, with any ending.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "LPT0", "LPT1", "LPT2",
        "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
    };

    /// <summary>
    /// The text as one part of a path: without what some system refuses, never empty, never longer than others take. What is cut off is
    /// told apart by a hash of the whole.
    /// </summary>
    public static string MakeSafe(string text)
    {
        var safe = new StringBuilder();
        foreach (var letter in text.EnumerateRunes())
            safe.Append(IsAllowed(letter) ? letter.ToString() : "_");
        var name = safe.ToString().Normalize(NormalizationForm.FormC).TrimEnd('.', ' ').TrimStart(' ');
        if (name.Length == 0)
            return "_";
        if (name[0] == '.' || Reserved.Contains(name.Split('.')[0].Trim()))
            name = $"_{name}";

        return Encoding.UTF8.GetByteCount(name) <= MaxBytes ? name : Cut(name, text);
    }

    /// <summary>The same, and another name for every other text: what was changed is told apart by a hash.</summary>
    public static string MakeUnique(string text)
    {
        var safe = MakeSafe(text);
        return safe == text || safe.EndsWith(HashOf(text), StringComparison.Ordinal) ? safe : $"{safe}-{HashOf(text)}";
    }

    // Of the letters as they are: no encoding holds half a character.
    private static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan())))[..8];

    private static bool IsAllowed(Rune letter) =>
        !Rune.IsControl(letter)
        && Rune.GetUnicodeCategory(letter) is not (UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned)
        && !Forbidden.Contains(letter.ToString(), StringComparison.Ordinal)
        && letter != Rune.ReplacementChar;

    private static string Cut(string name, string whole)
    {
        var hash = HashOf(whole);
        var kept = new StringBuilder();
        var bytes = 0;
        foreach (var letter in name.EnumerateRunes())
        {
            bytes += letter.Utf8SequenceLength;
            if (bytes > MaxBytes - hash.Length - 1)
                break;
            kept.Append(letter);
        }

        return $"{kept.ToString().TrimEnd('.', ' ')}-{hash}";
    }
}
