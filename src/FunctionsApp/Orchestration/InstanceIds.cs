using System.Text;

namespace Spotter.FunctionsApp.Orchestration;

/// <summary>Writes ids of orchestrations as the task hub takes them: they are keys of a table and parts of addresses.</summary>
public static class InstanceIds
{
    /// <summary>
    /// Writes every character but letters, digits and <c>- _ . : @</c> as its UTF-8 bytes, each <c>~</c> and two hexadecimal digits.
    /// </summary>
    public static string Escape(string id)
    {
        var escaped = new StringBuilder(id.Length);
        foreach (var rune in id.EnumerateRunes())
            if (rune.IsAscii && (
                char.IsAsciiLetterOrDigit((char)rune.Value) || "-_.:@".Contains((char)rune.Value, StringComparison.Ordinal)))
                escaped.Append((char)rune.Value);
            else
                AppendBytes(escaped, rune);
        return escaped.ToString();
    }

    private static void AppendBytes(StringBuilder escaped, Rune rune)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (var value in bytes[..rune.EncodeToUtf8(bytes)])
            escaped.Append('~').Append(Convert.ToHexStringLower([value]));
    }
}
