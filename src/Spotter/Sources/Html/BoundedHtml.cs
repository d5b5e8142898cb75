using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Text;

namespace Spotter.Sources.Html;

/// <summary>Parses the HTML of strangers.</summary>
internal static class BoundedHtml
{
    // The time of parsing grows with the square of what is left open. The largest pages of shops hold a tenth of this.
    private const int MaxElements = 30_000;

    /// <summary>Parses a text.</summary>
    /// <exception cref="OddItemException">It holds more elements than any page.</exception>
    public static IHtmlDocument Parse(string html) => CreateParser().ParseDocument(html);

    /// <summary>Parses bytes, in the letters that their headers name, or else the page itself.</summary>
    /// <exception cref="OddItemException">It holds more elements than any page.</exception>
    public static IHtmlDocument Parse(byte[] html, HttpContentHeaders? headers) =>
        FindEncoding(headers?.ContentType?.CharSet) is { } encoding
            ? Parse(encoding.GetString(html))
            : CreateParser().ParseDocument(new MemoryStream(html));

    private static Encoding? FindEncoding(string? charset) =>
        string.IsNullOrWhiteSpace(charset) ? null : TextEncoding.Resolve(charset.Trim('"', '\'', ' '));

    private static HtmlParser CreateParser()
    {
        var elements = 0;
        return new HtmlParser(new HtmlParserOptions
        {
            OnCreated = (_, _) =>
            {
                if (++elements > MaxElements)
                    throw new OddItemException($"its HTML holds more than {MaxElements:N0} elements");
            },
        });
    }
}
