using System.Text;

namespace Spotter.Azure.State;

/// <summary>
/// Writes a partition or key as Azure Tables takes it. Tables forbid <c>/ \ # ?</c>, and <c>%</c> makes trouble in addresses
/// (https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model). Each becomes the character before it
/// and a <c>1</c>,
/// and that character a <c>0</c> after it, so that what is written sorts as what it stands for.
/// </summary>
internal static class TableKeys
{
    private const string Forbidden = "#%/?\\";

    public static string Escape(string key)
    {
        var escaped = new StringBuilder(key.Length);
        foreach (var letter in key)
            _ = Forbidden.Contains(letter) ? escaped.Append((char)(letter - 1)).Append('1')
                : IsBeforeForbidden(letter) ? escaped.Append(letter).Append('0')
                : escaped.Append(letter);
        return escaped.ToString();
    }

    public static string Unescape(string escaped)
    {
        var key = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            var letter = escaped[i];
            key.Append(IsBeforeForbidden(letter) && escaped[++i] == '1' ? (char)(letter + 1) : letter);
        }

        return key.ToString();
    }

    private static bool IsBeforeForbidden(char letter) => Forbidden.Contains((char)(letter + 1));
}
