using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Spotter.Sources.Html;

/// <summary>What a person reads of HTML, as plain text.</summary>
internal static partial class HtmlText
{
    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2", "h3",
        "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tr", "ul",
    };

    private static readonly HashSet<string> Hidden = new(StringComparer.OrdinalIgnoreCase)
    {
        "head", "noscript", "script", "style", "template",
    };

    /// <summary>The text of a node: lines where blocks begin and end, one space where there are several.</summary>
    public static string Of(INode node)
    {
        var text = new StringBuilder();
        Append(text, node);
        return Tidy(text.ToString());
    }

    /// <summary>The text of HTML; what has no tags keeps its lines.</summary>
    /// <exception cref="OddItemException">It holds more elements than any page.</exception>
    public static string OfHtml(string html) => Tags().IsMatch(html) ? Of(BoundedHtml.Parse(html)) : WebUtility.HtmlDecode(html);

    /// <summary>The same without spaces at the ends of lines, and with no more than one empty line in a row.</summary>
    public static string Tidy(string text) => EmptyLines().Replace(LineEnds().Replace(Spaces().Replace(text, " "), "\n"), "\n\n").Trim();

    /// <summary>The beginning of a text; no character is cut in half.</summary>
    public static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    // The parser nests no deeper than 512.
    private static void Append(StringBuilder text, INode node)
    {
        Break(text, node);
        if (node is IText)
            text.Append(node.NodeValue.Replace('\n', ' '));
        if (!IsHidden(node))
            foreach (var child in node.ChildNodes)
                Append(text, child);
        if (!IsLineBreak(node))
            Break(text, node);
    }

    private static void Break(StringBuilder text, INode node)
    {
        if (node is IElement element && Blocks.Contains(element.LocalName))
            text.Append('\n');
    }

    private static bool IsLineBreak(INode node) => node is IElement { LocalName: "br" };

    private static bool IsHidden(INode node) => node is IElement element && Hidden.Contains(element.LocalName);

    [GeneratedRegex("<[a-zA-Z/!]")]
    private static partial Regex Tags();

    [GeneratedRegex(@"[ \t\r\f\u00A0]+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@" ?\n ?")]
    private static partial Regex LineEnds();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex EmptyLines();
}
