using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Spotter.Sources.Html;

/// <summary>Parses the HTML of strangers.</summary>
internal static class BoundedHtml
{
    // The time of parsing grows with the square of what is left open. The largest pages of shops hold a tenth of this.
    private const int MaxElements = 30_000;

    /// <exception cref="OddItemException">It holds more elements than any page.</exception>
    public static IHtmlDocument Parse(string html)
    {
        var elements = 0;
        var options = new HtmlParserOptions
        {
            OnCreated = (_, _) =>
            {
                if (++elements > MaxElements)
                    throw new OddItemException($"its HTML holds more than {MaxElements:N0} elements");
            },
        };
        return new HtmlParser(options).ParseDocument(html);
    }
}
