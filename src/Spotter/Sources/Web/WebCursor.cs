using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Spotter.Sources.Web;

/// <summary>Where a pass over a site's pages stands.</summary>
/// <param name="Pending">The pages to come, the next one first.</param>
/// <param name="Seen">The hashes of all pages that were read or are to come.</param>
internal sealed record WebCursor(IReadOnlyList<WebStep> Pending, IReadOnlyList<long> Seen)
{
    // Far beyond what the most pages come to.
    private const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>The beginning of a pass.</summary>
    public static WebCursor At(Uri address) => new([new WebStep(address.AbsoluteUri, 0)], [HashOf(address)]);

    /// <summary>
    /// The rest of the pass, and how many links there was no room for; links that were seen are none.
    /// </summary>
    public (WebCursor Cursor, int Left) After(IEnumerable<Uri> links, int depth, int maxPages)
    {
        var seen = Seen.ToHashSet();
        var pending = Pending.Skip(1).ToList();
        var left = 0;
        foreach (var link in links)
        {
            var hash = HashOf(link);
            if (seen.Contains(hash))
                continue;
            if (seen.Count >= maxPages)
            {
                left++;
                continue;
            }

            seen.Add(hash);
            pending.Add(new WebStep(link.AbsoluteUri, depth));
        }

        return (new WebCursor(pending, [.. seen]), left);
    }

    /// <summary>Reads what <see cref="ToString"/> writes; null where it is none.</summary>
    public static WebCursor? TryParse(string text)
    {
        try
        {
            using var packed = new BrotliStream(new MemoryStream(Convert.FromBase64String(text)), CompressionMode.Decompress);
            var json = new byte[MaxBytes];
            var length = packed.ReadAtLeast(json, MaxBytes, throwOnEndOfStream: false);
            var read = JsonSerializer.Deserialize(json.AsSpan(0, length), WebJson.Default.WebCursor);
            return read is { Pending.Count: > 0, Seen: not null } ? read : null;
        }
        catch (Exception error) when (error is FormatException or JsonException or InvalidDataException or InvalidOperationException)
        {
            return null;
        }
    }

    public override string ToString()
    {
        using var bytes = new MemoryStream();
        using (var packed = new BrotliStream(bytes, CompressionLevel.Optimal))
            JsonSerializer.Serialize(packed, this, WebJson.Default.WebCursor);
        return Convert.ToBase64String(bytes.ToArray());
    }

    private static long HashOf(Uri address)
    {
        var usual = address.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
        return BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(usual)));
    }
}
