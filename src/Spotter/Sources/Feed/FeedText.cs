using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using AngleSharp.Html;

namespace Spotter.Sources.Feed;

/// <summary>Turns a feed's bytes into text.</summary>
internal static partial class FeedText
{
    static FeedText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>
    /// The text, by its byte order mark, the charset of its media type, or what its XML declaration says (RFC 7303), else as UTF-8.
    /// </summary>
    public static string Decode(byte[] body, string? charset)
    {
        var encoding = Find(charset) ?? Find(DeclaredIn(body)) ?? Encoding.UTF8;
        using var reader = new StreamReader(new MemoryStream(body), encoding, detectEncodingFromByteOrderMarks: true);
        // A declaration may stand at the very beginning only, and many a server writes an empty line before.
        return reader.ReadToEnd().TrimStart();
    }

    /// <summary>
    /// The same with HTML's names of characters and lone ampersands as XML has them, and without control characters: what makes most feeds
    /// that are no XML into such.
    /// </summary>
    public static string Mend(string text) => Ampersand().Replace(
        string.Concat(text.Where(letter => XmlConvert.IsXmlChar(letter) || char.IsSurrogate(letter))),
        match => match.Groups["name"].Value is { Length: > 0 } name && HtmlEntityProvider.Resolver.GetSymbol($"{name};") is { } symbol
            ? string.Concat(symbol.Select(letter => string.Create(CultureInfo.InvariantCulture, $"&#{(int)letter};")))
            : $"&amp;{match.Value[1..]}");

    private static string? DeclaredIn(byte[] body) =>
        Declaration().Match(Encoding.Latin1.GetString(body, 0, Math.Min(body.Length, 200))) is { Success: true } match
            ? match.Groups["name"].Value
            : null;

    private static Encoding? Find(string? name)
    {
        try
        {
            return string.IsNullOrWhiteSpace(name) ? null : Encoding.GetEncoding(name.Trim('"', '\'', ' '));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^[\s\u00EF\u00BB\u00BF]*<\?xml[^>]*\bencoding\s*=\s*[""'](?<name>[\w.:-]+)[""']")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"&(?!#\d+;|#[xX][0-9a-fA-F]+;|(?:amp|lt|gt|quot|apos);)(?:(?<name>[A-Za-z][A-Za-z0-9]*);)?")]
    private static partial Regex Ampersand();
}
